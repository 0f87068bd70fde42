import { expect, test } from 'vitest';
import {
  ERROR_INJECTED,
  ERROR_REAL,
  INVALID,
  NOT_ONLINE,
  PIN_SHORT,
  POISON_ALREADY,
  POISON_CORRECTED,
  POISON_FAILED,
  POISON_IGNORED,
  POISON_LOST,
  POISON_RECOVERED,
} from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const user = gfpOf('user');
const layout = { ranges: [{ start: 0, end: 32 }], reserved: [{ start: 0, end: 1, why: 'test' }] };

test('a free page leaves alone, and is never served again', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  expect(allocator.poison(6, ERROR_INJECTED)).toBe(POISON_RECOVERED);
  expect(allocator.poison(6, ERROR_INJECTED)).toBe(POISON_ALREADY);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 15, managed: 16 });
  const served: number[] = [];
  for (let pfn = 0; pfn >= 0; pfn = allocator.allocate(0, user, 0, 0)) served.push(pfn);
  expect(served).toHaveLength(16);
  expect(served).not.toContain(6);
});

test('an error in a page that is not on a private list leaves those lists alone', () => {
  const { allocator, effects } = bootOf(layout);
  const [used, cached] = [0, 1].map(() => allocator.allocate(0, user, 0, 0));
  allocator.free(cached!, 0, 0);
  effects.clear();
  for (const pfn of [0, used!, 31]) allocator.poison(pfn, ERROR_INJECTED);
  expect(effectsOf(effects)).toEqual([]);
});

test('a page on a private list is drained first', () => {
  const { allocator, effects } = bootOf(layout);
  const pfn = allocator.allocate(0, user, 0, 0);
  allocator.free(pfn, 0, 0);
  effects.clear();
  expect(allocator.poison(pfn, ERROR_REAL)).toBe(POISON_RECOVERED);
  expect(effectsOf(effects)).toEqual([`putBack ${pfn} 0`]);
});

test('a single user page is lost, and reclaim does not find it again', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.allocate(0, user, 0, 0);
  expect(allocator.poison(pfn, ERROR_INJECTED)).toBe(POISON_LOST);
  expect(allocator.free(pfn, 0, 0)).toBe(INVALID);
  expect(allocator.reclaim(1, 0, 3)).toBe(0);
});

test('kernel and boot pages keep the mark, and go on being used', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.allocate(0, gfpOf('kernel'), 0, 0);
  expect(allocator.poison(pfn, ERROR_INJECTED)).toBe(POISON_IGNORED);
  expect(allocator.poison(pfn, ERROR_INJECTED)).toBe(POISON_ALREADY);
  expect(allocator.poison(0, ERROR_INJECTED)).toBe(POISON_IGNORED);
  expect(reportOf(allocator).used).toEqual([{ pfn, order: 0 }]);
});

test('a pinned page and a part of a larger block are not lost', () => {
  const { allocator } = bootOf(layout);
  const pinned = allocator.allocate(0, user, 0, 0);
  allocator.pin(pinned, 0, PIN_SHORT);
  expect(allocator.poison(pinned, ERROR_INJECTED)).toBe(POISON_FAILED);
  expect(allocator.poison(allocator.allocate(2, user, 0, 0) + 1, ERROR_INJECTED)).toBe(POISON_FAILED);
});

test('a marked page leaves circulation when its block is freed, the rest comes back', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  const pfn = allocator.allocate(3, user, 0, 0);
  allocator.poison(pfn + 2, ERROR_INJECTED);
  effects.clear();
  expect(allocator.free(pfn, 3, 0)).toBe(0);
  expect(effects.count).toBe(0);
  expect(freeOf(allocator)).toEqual(['0/1:1', '3/0:1', '4/2:1', '8/3:1']);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 15, managed: 16 });
});

test('a real error on a mirrored frame is corrected, an injected one is not', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16, mirrored: true }] });
  expect(allocator.poison(3, ERROR_REAL)).toBe(POISON_CORRECTED);
  expect(allocator.poison(3, ERROR_INJECTED)).toBe(POISON_RECOVERED);
});

test('memory that is not in service, and unknown errors, are refused', () => {
  const { allocator } = bootOf({
    ranges: [
      { start: 0, end: 16 },
      { start: 32, end: 48, offline: true },
    ],
  });
  for (const pfn of [-1, 20, 40, 48]) expect(allocator.poison(pfn, ERROR_INJECTED)).toBe(NOT_ONLINE);
  expect(allocator.poison(3, 2)).toBe(INVALID);
});
