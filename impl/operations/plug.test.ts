import { expect, test } from 'vitest';
import {
  BUSY,
  DONE,
  ERROR_INJECTED,
  INVALID,
  NOT_ONLINE,
  POISON_ALREADY,
  POISONED,
} from '../../spec/index.ts';
import { bootOf, type SmallLayout } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

/** Blocks 0 and 1, a hole, block 3, which is offline. */
const layout: SmallLayout = {
  ranges: [
    { start: 0, end: 32 },
    { start: 48, end: 64, offline: true },
  ],
};

test('an offline block is pulled out, once, and plugged in again, offline', () => {
  const { allocator } = bootOf(layout);
  expect([allocator.remove(3), allocator.remove(3)]).toEqual([DONE, NOT_ONLINE]);
  expect(reportOf(allocator).blocks.has(3)).toBe(false);
  expect([allocator.online(3, 0), allocator.offline(3)]).toEqual([NOT_ONLINE, NOT_ONLINE]);
  expect([allocator.add(3), allocator.add(3)]).toEqual([DONE, INVALID]);
  expect(reportOf(allocator).blocks.get(3)).toBe(false);
  expect(allocator.online(3, 0)).toBe(DONE);
});

test('a block in service stays, and a hole has nothing to plug in or pull out', () => {
  const { allocator } = bootOf(layout);
  expect([allocator.remove(1), allocator.add(1)]).toEqual([BUSY, INVALID]);
  for (const block of [-1, 2, 4])
    expect([allocator.remove(block), allocator.add(block)]).toEqual([NOT_ONLINE, INVALID]);
});

test('a mark on the first page behind the memory stays', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }] });
  allocator.poison(32, ERROR_INJECTED);
  expect([allocator.offline(1), allocator.remove(1)]).toEqual([DONE, DONE]);
  expect(allocator.poison(32, ERROR_INJECTED)).toBe(POISON_ALREADY);
});

test('marks of memory errors go with the memory', () => {
  const { allocator } = bootOf(layout);
  allocator.poison(20, ERROR_INJECTED);
  expect([allocator.offline(1), allocator.online(1, 0)]).toEqual([DONE, POISONED]);
  allocator.remove(1);
  allocator.add(1);
  expect(allocator.online(1, 0)).toBe(DONE);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 32, managed: 32 });
});
