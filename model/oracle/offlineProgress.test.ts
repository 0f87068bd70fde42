import { describe, expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { GOING_OFFLINE } from '../../spec/operations/notification.ts';
import { machine, mirrored } from '../testing/machines.ts';
import { type Effect, Scene } from '../testing/scene.ts';
import { followProgress } from './offlineProgress.ts';

/** A user page at `pfn`. */
function userAt(pfn: number, layout = mirrored): Scene {
  const scene = new Scene(layout);
  scene.allocate('user', pfn);
  return scene;
}

/** How far the offlining of the memory block at `start` comes; `behind` the log lies what an earlier operation left. */
function progressOf(scene: Scene, start: number, effects: readonly Effect[], behind: readonly Effect[] = []) {
  const block = start / 16;
  const log = new Effects();
  const beginning: Effect[] = [
    ['isolated', start],
    ['isolated', start + 8],
    ['notified', GOING_OFFLINE, block],
  ];
  const told = [...beginning, ...effects];
  for (const [kind, first, second = 0] of [...told, ...behind]) log[kind](first, second);
  log.count = told.length;
  return followProgress(scene.state, scene.oracle.book, block, log);
}

describe('offlining has come as far as it will', () => {
  test.each([
    [32, mirrored, 48],
    [0, machine('U0-32'), 16],
  ])('with the page at %i that finds no place, whatever is said behind it', (pfn, layout, to) => {
    const scene = userAt(pfn, layout);
    const progress = progressOf(scene, pfn, [
      ['culprit', pfn],
      ['moved', pfn, to],
    ]);
    expect(progress).toMatchObject({ index: 4, moves: 0, stuck: pfn });
    expect(scene.oracle.where(0)).toBe(pfn);
  });

  test('once somebody objects to it', () => {
    const scene = userAt(32);
    scene.inject('veto', 0);
    expect(progressOf(scene, 32, [['isolated', 32]])).toMatchObject({ index: 3, told: true, vetoed: true });
  });
});

test('what is done to find room counts for the page that finds none', () => {
  const progress = progressOf(userAt(32), 32, [
    ['took', 48, 0],
    ['culprit', 32],
  ]);
  expect(progress).toMatchObject({ index: 5, stuck: 32 });
  expect(progress.objection).toContain('refilled');
});

test('a drain belongs to no move that an earlier operation told of', () => {
  const scene = userAt(32);
  scene.free(scene.allocate('user', 50), [['cached', 50, 0]]);
  const progress = progressOf(scene, 32, [['putBack', 50, 0]], [['moved', 0, 16]]);
  expect(progress).toMatchObject({ index: 4, serving: null });
});
