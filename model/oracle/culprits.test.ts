import { describe, expect, test } from 'vitest';
import { BUSY, DONE, NO_MEMORY, POISON_FAILED, POISON_RECOVERED } from '../../spec/operations/outcome.ts';
import { machine, mirrored } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';
import { firstPoisoned, firstThatStays, whyItStays } from './culprits.ts';

/** A scene, the block to take offline, and the one page of it that must stay. */
interface Obstacle {
  readonly what: string;
  readonly scene: () => Scene;
  readonly block: number;
  readonly culprit: number;
}

const held = (request: string, pfn: number, pin?: 'short' | 'long', design?: 'nonmirror') => () => {
  const scene = new Scene(mirrored, design);
  const handle = scene.allocate(request, pfn);
  if (pin) scene.pin(handle, pin, pfn);
  return scene;
};

const OBSTACLES: readonly Obstacle[] = [
  { what: 'kernel memory', scene: held('kernel', 17), block: 1, culprit: 17 },
  { what: 'a kernel cache', scene: held('reclaimable', 17), block: 1, culprit: 17 },
  { what: 'a short-term pin', scene: held('user', 33, 'short'), block: 2, culprit: 33 },
  { what: 'a long-term pin', scene: held('buffer', 17, 'long'), block: 1, culprit: 17 },
  {
    what: 'a pinned critical page',
    scene: held('critical', 17, 'short', 'nonmirror'),
    block: 1,
    culprit: 17,
  },
  {
    what: 'boot memory',
    scene: () => new Scene({ ...mirrored, reserved: [{ start: 40, end: 41, why: 'memory map' }] }),
    block: 2,
    culprit: 40,
  },
  {
    what: 'CMA',
    scene: () => new Scene({ ...mirrored, cma: [{ start: 24, end: 32 }] }),
    block: 1,
    culprit: 25,
  },
  { what: 'a hole', scene: () => new Scene(machine('M0-32 U32-44 U46-64')), block: 2, culprit: 45 },
  { what: 'the end of memory', scene: () => new Scene(machine('M0-32 U32-60')), block: 3, culprit: 63 },
  { what: 'another zone', scene: () => new Scene(machine('U0-12 1:U12-32')), block: 0, culprit: 12 },
  {
    what: 'a poisoned page in use',
    scene: () => {
      const scene = new Scene(mirrored);
      scene.allocate('user', 32, { order: 1 });
      scene.poison(33, 'injected', POISON_FAILED);
      return scene;
    },
    block: 2,
    culprit: 33,
  },
];

describe.each(OBSTACLES)('$what keeps its memory block online', ({ scene, block, culprit }) => {
  const offlined = (answer: number, effects: readonly Effect[] = []) =>
    brokenRule(() => scene().offline(block, answer, effects));

  test('and is a good culprit', () => {
    expect(offlined(BUSY, [['culprit', culprit]])).toBeNull();
  });

  test('and the block cannot go', () => {
    expect(offlined(DONE)).toBe('INV-188');
    expect(offlined(NO_MEMORY)).toBe('INV-188');
    expect(firstThatStays(scene().state, block)).toBeLessThanOrEqual(culprit);
  });
});

describe('a bad culprit is', () => {
  const busy = (scene: Scene, ...effects: Effect[]) => brokenRule(() => scene.offline(2, BUSY, effects));
  const pinned = held('user', 33, 'short');

  test('none at all', () => {
    expect(busy(pinned())).toBe('INV-3');
    expect(busy(new Scene(mirrored))).toBe('INV-3');
  });

  test('a free page, or one that can move', () => {
    expect(busy(pinned(), ['culprit', 34])).toBe('INV-3');
    expect(busy(held('user', 33)(), ['culprit', 33])).toBe('INV-3');
    expect(busy(held('driver', 33)(), ['culprit', 33])).toBe('INV-3');
  });

  test('a page of another block', () => {
    const scene = pinned();
    scene.pin(scene.allocate('user', 48), 'short', 48);
    expect(busy(scene, ['culprit', 48])).toBe('INV-3');
  });
});

describe('why a page stays', () => {
  const why = (scene: Scene, frame: number, first = 32) => whyItStays(scene.state, frame, first);

  test('is said in words', () => {
    expect(why(new Scene(machine('M0-32 U32-44 U46-64')), 45)).toBe('there is no memory in service');
    expect(why(new Scene(machine('M0-32 U32-60')), 60, 48)).toBe('there is no memory in service');
    expect(why(new Scene(machine('U0-12 1:U12-32')), 12, 0)).toBe(
      'it lies in Node 1 Normal, the first page of the block in another zone',
    );
    expect(why(new Scene({ ...mirrored, cma: [{ start: 24, end: 32 }] }), 24, 16)).toBe(
      'its pageblock is CMA',
    );
    const isolated = new Scene(mirrored);
    isolated.isolate(5, DONE, [['isolated', 40]]);
    expect([why(isolated, 40), why(isolated, 39)]).toEqual(['a caller isolated its pageblock', null]);
    expect(why(held('user', 33, 'short')(), 33)).toBe('it is pinned.shortterm');
    const range = new Scene(mirrored);
    range.contigAllocate(40, 2, DONE, [
      ['isolated', 40],
      ['unisolated', 40],
    ]);
    expect([why(range, 41), why(range, 42)]).toEqual(['it belongs to a contiguous range', null]);
  });

  test('is the mark of an error only while the page is in use', () => {
    const scene = new Scene(mirrored);
    scene.allocate('user', 32, { order: 1 });
    scene.poison(33, 'injected', POISON_FAILED);
    scene.poison(35, 'injected', POISON_RECOVERED);
    expect([32, 33, 34, 35].map((frame) => why(scene, frame))).toEqual([
      null,
      'it is in use and poisoned',
      null,
      null,
    ]);
    expect([1, 2, 3].map((block) => firstPoisoned(scene.state, block))).toEqual([-1, 33, -1]);
  });

  test('is asked of the pages of the block alone', () => {
    const scene = new Scene(mirrored);
    scene.pin(scene.allocate('user', 48), 'short', 48);
    scene.poison(48, 'injected', POISON_FAILED);
    expect([
      firstThatStays(scene.state, 2),
      firstThatStays(scene.state, 3),
      firstPoisoned(scene.state, 2),
    ]).toEqual([-1, 48, -1]);
  });
});
