import { expect, test } from 'vitest';
import { DONE, ERROR_INJECTED, ERROR_REAL, INVALID, NOT_ONLINE, NOT_PERMITTED } from '../../spec/index.ts';
import { bootOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const layout: SmallLayout = {
  ranges: [{ start: 0, end: 32 }],
  reserved: [{ start: 0, end: 1, why: 'test' }],
};

test('a retired page merges with its neighbours again', () => {
  const { allocator } = bootOf(layout);
  const before = freeOf(allocator);
  allocator.poison(20, ERROR_INJECTED);
  expect([allocator.unpoison(20), allocator.unpoison(20)]).toEqual([DONE, INVALID]);
  expect(freeOf(allocator).sort()).toEqual(before.sort());
});

test('a page in use, and one of boot, lose the mark and nothing else', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.allocate(2, gfpOf('kernel'), 0, 0, 0);
  for (const page of [pfn + 1, 0]) {
    allocator.poison(page, ERROR_INJECTED);
    expect(allocator.unpoison(page)).toBe(DONE);
  }
  allocator.free(pfn, 2, 0);
  allocator.drain(-1);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 31, managed: 31 });
});

test('a real error ends it', () => {
  const { allocator } = bootOf(layout);
  allocator.poison(20, ERROR_INJECTED);
  allocator.poison(21, ERROR_REAL);
  expect(allocator.unpoison(20)).toBe(NOT_PERMITTED);
  expect([allocator.unpoison(-1), allocator.unpoison(99)]).toEqual([NOT_ONLINE, NOT_ONLINE]);
});
