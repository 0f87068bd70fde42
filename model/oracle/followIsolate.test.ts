import { describe, expect, test } from 'vitest';
import { BUSY, DONE, INVALID, NOT_ONLINE, POISON_RECOVERED } from '../../spec/operations/outcome.ts';
import { mirrored } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

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
