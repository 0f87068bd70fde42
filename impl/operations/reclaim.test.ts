import { expect, test } from 'vitest';
import { INVALID, PIN_SHORT } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';

const user = gfpOf('user');

test('the oldest go first, and none once enough are free', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const pfns = [2, 0, 2].map((order) => allocator.allocate(order, user, 0, 0));
  effects.clear();
  expect(allocator.reclaim(5, 0, 3)).toBe(5);
  expect(effectsOf(effects)).toEqual([`reclaimed ${pfns[0]} 0`, `reclaimed ${pfns[1]} 0`]);
  expect(allocator.reclaim(0, 0, 3)).toBe(0);
  expect(allocator.reclaim(99, 0, 3)).toBe(4);
});

test('pinned, kernel and driver pages stay', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  for (const name of ['kernel', 'reclaimable', 'driver']) allocator.allocate(0, gfpOf(name), 0, 0);
  allocator.pin(allocator.allocate(0, user, 0, 0), 0, PIN_SHORT);
  expect(allocator.reclaim(32, 0, 3)).toBe(0);
  allocator.allocate(0, gfpOf('buffer'), 0, 0);
  expect(allocator.reclaim(32, 0, 3)).toBe(1);
});

test('zones above the ceiling and other nodes are left alone', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }], boot: { movablecore: 32 } });
  allocator.allocate(0, user, 0, 0);
  expect(allocator.reclaim(1, 0, 2)).toBe(0);
  expect(allocator.reclaim(1, 0, 3)).toBe(1);
  expect(allocator.reclaim(1, 1, 3)).toBe(INVALID);
  expect(allocator.reclaim(1, 0, 4)).toBe(INVALID);
});
