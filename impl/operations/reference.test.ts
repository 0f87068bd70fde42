import { describe, expect, test } from 'vitest';
import { DONE, ERROR_INJECTED, INVALID, PIN_LONG, PIN_SHORT, POISON_FAILED } from '../../spec/index.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

const layout = { ranges: [{ start: 0, end: 32 }] };

describe.each(['user', 'kernel', 'driver', 'reclaimable'])('%s memory with an extra reference', (request) => {
  const referenced = () => {
    const booted = bootOf(layout);
    const pfn = booted.allocator.allocate(1, gfpOf(request), 0, 0);
    expect(booted.allocator.getRef(pfn, 1)).toBe(DONE);
    return { ...booted, pfn };
  };

  test('is freed by its owner, and free with its last reference', () => {
    const { allocator, pfn } = referenced();
    allocator.getRef(pfn, 1);
    expect(allocator.free(pfn, 1, 0)).toBe(DONE);
    expect(allocator.free(pfn, 1, 0)).toBe(INVALID);
    expect(allocator.getRef(pfn, 1)).toBe(INVALID);
    expect(reportOf(allocator).references.get(pfn)).toEqual({ count: 2, orphan: true });
    expect(allocator.putRef(pfn, 1, 0)).toBe(DONE);
    expect(reportOf(allocator).used).toEqual([{ pfn, order: 1 }]);
    expect(allocator.putRef(pfn, 1, 0)).toBe(DONE);
    expect(allocator.putRef(pfn, 1, 0)).toBe(INVALID);
    allocator.drain(-1);
    expect(reportOf(allocator).used).toEqual([]);
    expect(reportOf(allocator).free.reduce((pages, { order }) => pages + 2 ** order, 0)).toBe(32);
  });

  test('is neither dropped nor moved', () => {
    const { allocator, pfn } = referenced();
    expect(allocator.reclaim(8, 0, 3)).toBe(0);
    expect(allocator.offline(pfn >> 4)).toBe(-3);
    allocator.putRef(pfn, 1, 0);
    expect(reportOf(allocator).references.size).toBe(0);
    expect(allocator.reclaim(8, 0, 3)).toBe(request === 'user' ? 2 : 0);
  });
});

test('pins and references of one allocation are counted apart', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.allocate(0, gfpOf('user'), 0, 0);
  allocator.getRef(pfn, 0);
  allocator.pin(pfn, 0, PIN_SHORT);
  allocator.getRef(pfn, 0);
  expect(reportOf(allocator).pins.get(pfn)).toEqual({ short: 1, long: 0 });
  expect(allocator.free(pfn, 0, 0)).toBe(INVALID);
  expect(allocator.unpin(pfn, 0, PIN_SHORT)).toBe(DONE);
  expect(allocator.unpin(pfn, 0, PIN_SHORT)).toBe(INVALID);
  expect(reportOf(allocator).references.get(pfn)).toEqual({ count: 2, orphan: false });
  expect(allocator.poison(pfn, ERROR_INJECTED)).toBe(POISON_FAILED);
});

test('a long-term pin alone keeps the owner from freeing', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.pin(allocator.allocate(0, gfpOf('user'), 0, 0), 0, PIN_LONG);
  expect(allocator.free(pfn, 0, 0)).toBe(INVALID);
  allocator.getRef(pfn, 0);
  expect(allocator.free(pfn, 0, 0)).toBe(INVALID);
  expect(reportOf(allocator).references.get(pfn)).toEqual({ count: 1, orphan: false });
});

test('more references than can be counted are refused, and those that there are stay', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.allocate(0, gfpOf('kernel'), 0, 0);
  let count = 0;
  while (count < 2 ** 16 && allocator.getRef(pfn, 0) === DONE) count++;
  expect(count).toBe(2 ** 15 - 1);
  expect(reportOf(allocator).references.get(pfn)).toEqual({ count, orphan: false });
});

test('a page that is not allocated has no references', () => {
  const { allocator } = bootOf(layout);
  expect([allocator.getRef(0, 0), allocator.putRef(0, 0, 0), allocator.getRef(-1, 0)]).toEqual([
    INVALID,
    INVALID,
    INVALID,
  ]);
  const pfn = allocator.allocate(0, gfpOf('user'), 0, 0);
  expect([allocator.putRef(pfn, 0, 0), allocator.putRef(pfn, 0, 9), allocator.getRef(pfn, 1)]).toEqual([
    INVALID,
    INVALID,
    INVALID,
  ]);
});

describe('a lock into memory', () => {
  test('keeps reclaim away and moves along', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }], boot: { movablecore: 32 } });
    const pfn = allocator.allocate(0, gfpOf('user'), 0, 0);
    expect(allocator.mlock(pfn, 0)).toBe(DONE);
    expect(allocator.mlock(pfn, 0)).toBe(DONE);
    expect(allocator.reclaim(1, 0, 3)).toBe(0);
    expect(allocator.offline(pfn >> 4)).toBe(DONE);
    const [place] = reportOf(allocator).locked;
    expect(place).not.toBe(pfn);
    expect(allocator.reclaim(1, 0, 3)).toBe(0);
    expect(allocator.munlock(place!, 0)).toBe(DONE);
    expect(allocator.munlock(place!, 0)).toBe(DONE);
    expect(allocator.reclaim(1, 0, 3)).toBe(1);
  });

  test('survives pins, and ends with the allocation', () => {
    const { allocator } = bootOf(layout);
    const pfn = allocator.allocate(0, gfpOf('user'), 0, 0);
    allocator.pin(pfn, 0, PIN_SHORT);
    allocator.mlock(pfn, 0);
    allocator.unpin(pfn, 0, PIN_SHORT);
    expect(allocator.reclaim(1, 0, 3)).toBe(0);
    allocator.free(pfn, 0, 0);
    expect(allocator.allocate(0, gfpOf('user'), 0, 0)).toBe(pfn);
    expect(allocator.reclaim(1, 0, 3)).toBe(1);
  });

  test('is for memory of user space', () => {
    const { allocator } = bootOf(layout);
    const pfn = allocator.allocate(0, gfpOf('kernel'), 0, 0);
    expect([allocator.mlock(pfn, 0), allocator.munlock(pfn, 0), allocator.mlock(pfn + 1, 0)]).toEqual([
      INVALID,
      INVALID,
      INVALID,
    ]);
  });
});
