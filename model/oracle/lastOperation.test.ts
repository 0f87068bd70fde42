import { expect, test } from 'vitest';
import { BUSY, DONE, NO_MEMORY, POISON_RECOVERED, POISONED } from '../../spec/operations/outcome.ts';
import { machine, mirrored, plain } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

/*
 * The log of effects belongs to the caller and is used again: what an earlier operation told stands behind the end of it. Each
 * test asks twice, and the second time the target tells nothing.
 */

test('a block is not private because the one before was', () => {
  const scene = new Scene(plain);
  const first = scene.allocate('user', 0);
  const second = scene.allocate('user', 1);
  scene.free(first, [['cached', 0, 0]]);
  expect(brokenRule(() => scene.free(second))).toBeNull();
  expect(scene.state.cached[2]).toBe(1);
});

test('a pinned block has not moved because the one before has', () => {
  const scene = new Scene(mirrored);
  const first = scene.allocate('user', 32);
  const second = scene.allocate('user', 33);
  scene.pin(first, 'long', 0, [['moved', 32, 0]]);
  expect(brokenRule(() => scene.pin(second, 'long', 33))).toBe('INV-163');
});

test('a culprit is named each time', () => {
  const scene = new Scene(mirrored);
  const handle = scene.allocate('user', 32);
  scene.pin(handle, 'short', 32);
  scene.pin(handle, 'long', BUSY, [['culprit', 32]]);
  expect(brokenRule(() => scene.pin(handle, 'long', BUSY))).toBe('INV-3');
  scene.offline(2, BUSY, [['culprit', 32]]);
  expect(brokenRule(() => scene.offline(2, BUSY))).toBe('INV-3');
  const poisoned = new Scene(mirrored);
  poisoned.poison(33, 'injected', POISON_RECOVERED);
  poisoned.offline(2, DONE, [
    ['isolated', 32],
    ['isolated', 40],
  ]);
  poisoned.online(2, 'movable', POISONED, [['culprit', 33]]);
  expect(brokenRule(() => poisoned.online(2, 'movable', POISONED))).toBe('INV-3');
});

test('a zone is named each time', () => {
  const scene = new Scene(machine('M0-32 U32-64 U64-96o'));
  scene.online(4, 'movable', DONE, [['zoneChosen', 3]]);
  expect(brokenRule(() => scene.online(5, 'movable', DONE))).toBe('INV-189');
});

test('nothing has moved out of a memory block again', () => {
  const scene = new Scene(mirrored);
  const isolated = [
    ['isolated', 32],
    ['isolated', 40],
  ] as const;
  const ask = () => {
    scene.reset();
    scene.allocate('user', 32);
  };
  ask();
  scene.offline(2, DONE, [...isolated, ['moved', 32, 48]]);
  ask();
  expect(brokenRule(() => scene.offline(2, DONE, isolated))).toBe('INV-185');
});

test('nothing is dropped, put back or unisolated again', () => {
  const scene = new Scene(plain);
  scene.allocate('user', 0);
  scene.free(scene.allocate('user', 1), [['cached', 1, 0]]);
  scene.reclaim(1, 1, [['reclaimed', 0]]);
  expect(brokenRule(() => scene.reclaim(1, 0))).toBeNull();
  scene.drain([['putBack', 1, 0]]);
  expect(brokenRule(() => scene.drain())).toBeNull();
  const full = new Scene(machine('U0-32'), 'none');
  full.allocate('user', 0, { order: 4 });
  full.allocate('kernel', 16, { order: 4 });
  const undone = [
    ['isolated', 0],
    ['isolated', 8],
    ['culprit', 0],
    ['unisolated', 0],
    ['unisolated', 8],
  ] as const;
  full.offline(0, NO_MEMORY, undone);
  expect(brokenRule(() => full.offline(0, NO_MEMORY, undone.slice(0, 4)))).toBe('INV-183');
});
