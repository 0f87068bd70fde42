import { expect, test } from 'vitest';
import {
  BUSY,
  DONE,
  ERROR_INJECTED,
  ERROR_REAL,
  NOT_ONLINE,
  NOT_PERMITTED,
  PIN_SHORT,
} from '../../spec/index.ts';
import { bootOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const layout: SmallLayout = {
  ranges: [{ start: 0, end: 32 }],
  reserved: [{ start: 0, end: 1, why: 'test' }],
};

test('all marks go, and what was retired merges again', () => {
  const { allocator } = bootOf(layout);
  const before = freeOf(allocator);
  for (const pfn of [0, 20, 21]) allocator.poison(pfn, ERROR_REAL);
  expect([allocator.replace(0), allocator.replace(1)]).toEqual([DONE, DONE]);
  expect(freeOf(allocator).sort()).toEqual(before.sort());
  expect(allocator.unpoison(20)).toBe(NOT_PERMITTED);
});

test('a marked page in use is an ordinary one afterwards', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.allocate(2, gfpOf('kernel'), 0, 0, 0);
  allocator.poison(pfn + 1, ERROR_INJECTED);
  for (const block of [0, 1]) expect(allocator.replace(block)).toBe(DONE);
  allocator.free(pfn, 2, 0);
  allocator.drain(-1);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 31, managed: 31 });
});

test('a pinned, a referenced and a lent page keep the memory of their block', () => {
  const holders = [
    ({ allocator }: ReturnType<typeof bootOf>) => {
      const pfn = allocator.allocate(0, gfpOf('user'), 0, 0, 0);
      return allocator.pin(pfn, 0, PIN_SHORT) < 0 ? -1 : pfn;
    },
    ({ allocator }: ReturnType<typeof bootOf>) => {
      const pfn = allocator.allocate(0, gfpOf('user'), 0, 0, 0);
      allocator.getRef(pfn, 0);
      return pfn;
    },
    ({ allocator }: ReturnType<typeof bootOf>) => allocator.inflate(0, 0),
  ];
  for (const hold of holders) {
    const booted = bootOf(layout);
    const pfn = hold(booted);
    booted.allocator.poison(pfn ^ 1, ERROR_INJECTED);
    const { blockPages } = booted.allocator.memory;
    const block = Math.trunc(pfn / blockPages);
    expect(booted.allocator.replace(block)).toBe(BUSY);
    expect(booted.allocator.writtenIn(block)).toBe(pfn);
  }
});

test('there is no such block', () => {
  const { allocator } = bootOf(layout);
  expect([allocator.replace(-1), allocator.replace(99)]).toEqual([NOT_ONLINE, NOT_ONLINE]);
});
