import { describe, expect, test } from 'vitest';
import { BUSY, DONE, INVALID, NOT_ONLINE, POISON_RECOVERED } from '../../spec/operations/outcome.ts';
import { counted } from '../testing/counted.ts';
import { mirrored } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

const isolated = [['isolated', 16]] as const;
const unisolated = [['unisolated', 16]] as const;

describe('isolating a pageblock for a caller', () => {
  const scene = new Scene(mirrored);

  test('is followed there and back', () => {
    scene.reset();
    const before = scene.state.free[2];
    scene.isolate(2, DONE, isolated);
    expect(scene.state.free[2]).toBe(before! - 8);
    scene.unisolate(2, DONE, unisolated);
    expect(scene.state.free[2]).toBe(before);
  });

  test('gives nothing back that was poisoned meanwhile', () => {
    scene.reset();
    const before = scene.state.free[2];
    scene.isolate(2, DONE, isolated);
    scene.poison(17, 'injected', POISON_RECOVERED);
    scene.unisolate(2, DONE, unisolated);
    expect(scene.state.free[2]).toBe(before! - 1);
  });

  test('needs the effect, and an answer that fits it', () => {
    scene.reset();
    expect(brokenRule(() => scene.isolate(2, DONE))).toBe('INV-136');
    scene.reset();
    expect(brokenRule(() => scene.isolate(2, INVALID, isolated))).toBe('INV-136');
    scene.reset();
    scene.isolate(2, DONE, isolated);
    expect(brokenRule(() => scene.unisolate(2, DONE))).toBe('INV-136');
  });

  test('is refused with a page that must stay, and never without one', () => {
    scene.reset();
    expect(brokenRule(() => scene.isolate(2, BUSY, [['culprit', 16]]))).toBe('INV-3');
    scene.reset();
    scene.allocate('kernel', 16);
    expect(brokenRule(() => scene.isolate(2, BUSY, [['culprit', 17]]))).toBe('INV-3');
    scene.reset();
    scene.allocate('kernel', 16);
    scene.isolate(2, BUSY, [['culprit', 16]]);
    expect(brokenRule(() => scene.isolate(2, DONE, isolated))).toBe('INV-188');
  });

  test('happens once, and ends once', () => {
    scene.reset();
    scene.isolate(2, DONE, isolated);
    scene.isolate(2, BUSY, [['culprit', 16]]);
    expect(brokenRule(() => scene.isolate(2, DONE, isolated))).toBe('INV-137');
    scene.reset();
    expect(brokenRule(() => scene.unisolate(2, DONE, unisolated))).toBe('INV-136');
  });

  test('needs memory in service', () => {
    scene.reset();
    scene.isolate(1 << 10, NOT_ONLINE);
    expect(brokenRule(() => scene.unisolate(1 << 10, DONE))).toBe('INV-3');
  });
});

describe('what is told of a pageblock', () => {
  /** Kernel pages at 15, 20 and 24: before, in and behind pageblock 2. */
  const held = () => {
    const scene = new Scene(mirrored);
    for (const pfn of [15, 20, 24]) scene.allocate('kernel', pfn);
    return scene;
  };
  const fresh = () => new Scene(mirrored);
  const undone = (answer: number, ...effects: readonly Effect[]) => {
    const scene = fresh();
    scene.isolate(2, DONE, isolated);
    return brokenRule(() => scene.unisolate(2, answer, effects));
  };

  test('is told of that one, by an effect of its own', () => {
    for (const effect of [
      ['isolated', 24],
      ['unisolated', 16],
    ] as const)
      expect(brokenRule(() => fresh().isolate(2, DONE, [effect]))).toBe('INV-4');
    expect([undone(DONE, ['unisolated', 24]), undone(DONE, ['isolated', 16])]).toEqual(['INV-4', 'INV-4']);
    expect([undone(INVALID, ['unisolated', 16]), undone(BUSY)]).toEqual(['INV-136', 'INV-136']);
    expect(brokenRule(() => fresh().isolate(1 << 10, DONE))).toBe('INV-3');
  });

  test('is refused with a page of it', () => {
    const refused = (culprit: number) => brokenRule(() => held().isolate(2, BUSY, [['culprit', culprit]]));
    expect([20, 15, 24, 16].map(refused)).toEqual([null, 'INV-3', 'INV-3', 'INV-3']);
  });

  test('ends only for the caller who isolated it', () => {
    const leaving = () => {
      const scene = fresh();
      scene.beginOffline(1, DONE, [
        ['isolated', 16],
        ['isolated', 24],
      ]);
      return scene;
    };
    expect(brokenRule(() => leaving().unisolate(2, INVALID))).toBeNull();
    expect(brokenRule(() => leaving().unisolate(2, DONE, unisolated))).toBe('INV-136');
    expect(brokenRule(() => fresh().unisolate(2, INVALID))).toBeNull();
  });

  test('is counted', () => {
    const scene = fresh();
    expect(counted(scene, () => scene.isolate(2, DONE, isolated))).toEqual({ 'isolated-for-caller': 1 });
    expect(counted(scene, () => scene.unisolate(2, DONE, unisolated))).toEqual({});
    const busy = held();
    expect(counted(busy, () => busy.isolate(2, BUSY, [['culprit', 20]]))).toEqual({ 'isolate-refused': 1 });
  });
});
