import { expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, INVALID, VETOED } from '../../spec/operations/outcome.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';
import { followBeginOffline, followCommit, followRollbackTask, followStep } from './followSteps.ts';

const log = (...told: Effect[]) => {
  const effects = new Effects();
  for (const [kind, first, second = 0] of told) effects[kind](first, second);
  return effects;
};
const ISOLATED: Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
const BACK: Effect[] = [
  ['unisolated', 32],
  ['unisolated', 40],
];

/** Memory block 2, 32..47, is on its way out, with a user page at 32. */
const begun = () => {
  const scene = new Scene(machine('M0-32 U32-64'));
  scene.allocate('user', 32);
  followBeginOffline(scene.state, scene.oracle.book, 2, DONE, log(...ISOLATED));
  return scene;
};
const step = (scene: Scene, answer: number, ...told: Effect[]) =>
  brokenRule(() => followStep(scene.state, scene.oracle.book, answer, log(...told)));
const commit = (scene: Scene, answer: number, ...told: Effect[]) =>
  brokenRule(() => followCommit(scene.state, answer, log(...told)));

test('a block leaves step by step', () => {
  const scene = begun();
  expect(commit(scene, BUSY, ['culprit', 32])).toBeNull();
  expect(step(scene, 1, ['moved', 32, 48])).toBeNull();
  expect(step(scene, 0)).toBeNull();
  expect(commit(scene, DONE)).toBeNull();
  expect(scene.state.managed[3]).toBe(16);
  expect(step(scene, INVALID)).toBeNull();
});

test('what is in it moves, and nothing is left out', () => {
  expect(step(begun(), 0)).toBe('INV-187');
  expect(step(begun(), BUSY, ['culprit', 32])).toBe('INV-3');
  expect(step(begun(), 2, ['moved', 32, 48])).toBe('INV-4');
  expect(commit(begun(), DONE)).toBe('INV-185');
  expect(commit(begun(), BUSY, ['culprit', 33])).toBe('INV-3');
});

test('INV-186: nothing of it is given out in between', () => {
  expect(brokenRule(() => begun().allocate('user', 34))).toBe('INV-186');
  expect(brokenRule(() => begun().allocate('user', 48))).toBeNull();
});

test('nobody else begins with it', () => {
  const begin = (scene: Scene, answer: number, ...told: Effect[]) =>
    brokenRule(() => followBeginOffline(scene.state, scene.oracle.book, 3, answer, log(...told)));
  expect(begin(begun(), BUSY, ['culprit', 32])).toBeNull();
  expect(begin(begun(), DONE, ['isolated', 48], ['isolated', 56])).toBe('INV-137');
  expect(brokenRule(() => begun().offline(2, DONE, ISOLATED))).toBe('INV-137');
  expect(brokenRule(() => begun().offline(2, BUSY, [['culprit', 40]]))).toBeNull();
});

test('a rollback puts every pageblock back', () => {
  const back = (scene: Scene, ...told: Effect[]) =>
    brokenRule(() => followRollbackTask(scene.state, DONE, log(...told)));
  const scene = begun();
  expect(back(scene, ...BACK)).toBeNull();
  expect(scene.state.free[3]).toBe(31);
  expect(back(begun(), BACK[0]!)).toBe('INV-183');
});

test('a pinned page is in the way, and a veto ends what has begun', () => {
  const pinned = begun();
  pinned.pin(0, 'short', 32);
  expect(step(pinned, BUSY, ['culprit', 32])).toBeNull();
  const vetoed = new Scene(machine('M0-32 U32-64'));
  vetoed.inject('veto', 0);
  const told = log(...ISOLATED, ...BACK);
  expect(brokenRule(() => followBeginOffline(vetoed.state, vetoed.oracle.book, 2, VETOED, told))).toBeNull();
  expect(step(vetoed, INVALID)).toBeNull();
});

test('the first frame and the first allocation are like any other', () => {
  const leaving = () => {
    const scene = new Scene(machine('U0-64'), 'none');
    scene.allocate('user', 0);
    scene.beginOffline(0, DONE, [
      ['isolated', 0],
      ['isolated', 8],
    ]);
    return scene;
  };
  expect(step(leaving(), 1, ['moved', 0, 16])).toBeNull();
  expect(step(leaving(), 0)).toBe('INV-187');
  const busy = leaving();
  busy.inject('migration', 0);
  expect(step(busy, BUSY, ['culprit', 0])).toBeNull();
});
