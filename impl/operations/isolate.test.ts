import { describe, expect, test } from 'vitest';
import { ALL_CPUS, BUSY, DONE, ERROR_INJECTED, INVALID, NO_MEMORY, NOT_ONLINE } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const KERNEL = gfpOf('kernel');
const USER = gfpOf('user');
const machine = () => bootOf({ ranges: [{ start: 0, end: 32 }], cma: [{ start: 24, end: 32 }] });

describe('isolate', () => {
  test('withholds what is free and what is freed later, and unisolate gives it back', () => {
    const { allocator, effects } = machine();
    const held = allocator.allocate(0, USER, 0, 0);
    allocator.drain(ALL_CPUS);
    const before = freeOf(allocator);
    const pageblock = held >> 3;
    effects.clear();
    expect(allocator.isolate(pageblock)).toBe(DONE);
    expect(effectsOf(effects)).toEqual([`isolated ${pageblock << 3} 0`]);
    expect(reportOf(allocator).pageblocks.get(pageblock << 3)).toMatchObject({ isolated: true });
    expect(allocator.unisolate(pageblock)).toBe(DONE);
    expect(freeOf(allocator)).toEqual(before);
    allocator.isolate(pageblock);
    expect(allocator.free(held, 0, 0)).toBe(DONE);
    expect(reportOf(allocator).cached).toEqual([]);
    expect(reportOf(allocator).free).toContainEqual({ pfn: pageblock << 3, order: 3, type: 5 });
  });

  test('is refused for CMA, kernel pages, a second time, and where nothing is', () => {
    const { allocator, effects } = machine();
    expect(allocator.isolate(3)).toBe(BUSY);
    const kernel = allocator.allocate(0, KERNEL, 0, 0);
    effects.clear();
    expect(allocator.isolate(kernel >> 3)).toBe(BUSY);
    expect(effectsOf(effects)).toEqual([`culprit ${kernel} 0`]);
    const other = kernel >> 3 === 1 ? 2 : 1;
    expect(allocator.isolate(other)).toBe(DONE);
    expect(allocator.isolate(other)).toBe(BUSY);
    expect(allocator.isolate(4)).toBe(NOT_ONLINE);
    expect(allocator.unisolate(kernel >> 3)).toBe(INVALID);
    expect(allocator.unisolate(-1)).toBe(NOT_ONLINE);
  });

  test('is refused for a retired page of a kernel zone', () => {
    const { allocator } = machine();
    allocator.poison(9, ERROR_INJECTED);
    expect(allocator.isolate(1)).toBe(BUSY);
    expect(allocator.isolate(2)).toBe(DONE);
  });

  test('takes what came to ZONE_MOVABLE to be movable, a retired page too', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }], boot: { movablecore: 32 } });
    allocator.poison(41, ERROR_INJECTED);
    expect(allocator.isolate(5)).toBe(DONE);
  });

  test('is refused for boot memory, in ZONE_MOVABLE too', () => {
    const { allocator, effects } = bootOf({
      ranges: [{ start: 0, end: 64 }],
      reserved: [
        { start: 9, end: 10, why: 'kernel' },
        { start: 41, end: 42, why: 'memory map' },
      ],
      boot: { movablecore: 32 },
    });
    expect([1, 5].map((pageblock) => allocator.isolate(pageblock))).toEqual([BUSY, BUSY]);
    expect(effectsOf(effects)).toEqual(['culprit 9 0', 'culprit 41 0']);
    expect([allocator.contigAllocate(8, 4), allocator.contigAllocate(40, 4)]).toEqual([BUSY, BUSY]);
  });

  test('is refused for what its owner freed and somebody still reads', () => {
    const { allocator, effects } = machine();
    const pfn = allocator.allocate(0, USER, 0, 0);
    allocator.getRef(pfn, 0);
    expect([allocator.isolate(pfn >> 3), allocator.unisolate(pfn >> 3)]).toEqual([DONE, DONE]);
    allocator.free(pfn, 0, 0);
    effects.clear();
    expect(allocator.isolate(pfn >> 3)).toBe(BUSY);
    expect(effectsOf(effects)).toEqual([`culprit ${pfn} 0`]);
  });

  test('is for memory in service, though the next page is', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 48 }] });
    allocator.offline(1);
    expect([1, 2, 3, 4].map((pageblock) => allocator.isolate(pageblock))).toEqual([
      DONE,
      NOT_ONLINE,
      NOT_ONLINE,
      DONE,
    ]);
  });

  test('keeps its memory block online', () => {
    const { allocator, effects } = machine();
    allocator.isolate(0);
    effects.clear();
    expect(allocator.offline(0)).toBe(BUSY);
    expect(effectsOf(effects)).toEqual(['culprit 0 0']);
    allocator.unisolate(0);
    expect(allocator.offline(0)).toBe(DONE);
  });

  test('cuts a block in use that comes home: one half is withheld, the other is free', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
    const held = allocator.allocate(4, USER, 0, 0);
    expect(held).toBe(0);
    allocator.isolate(1);
    allocator.free(held, 4, 0);
    expect(freeOf(allocator)).toEqual(['0/3:1', '8/3:5']);
    expect(allocator.allocate(3, USER, 0, 0)).toBe(0);
    expect(allocator.allocate(0, USER, 0, 0)).toBe(NO_MEMORY);
  });
});
