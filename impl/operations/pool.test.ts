import { expect, test } from 'vitest';
import { DONE, INVALID, NO_MEMORY, POOL_ELEMENTS } from '../../spec/index.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf } from '../testing/reportOf.ts';

const boot = () => bootOf({ ranges: [{ start: 0, end: 16 }] }).allocator;

test('an element that is kept is given out when memory has none', () => {
  const allocator = boot();
  const pfn = allocator.poolGet(0);
  expect(allocator.poolPut(pfn, 0)).toBe(DONE);
  while (allocator.allocate(0, gfpOf('kernel'), 0, 0) >= 0);
  expect(allocator.poolGet(0)).toBe(pfn);
  expect(allocator.poolGet(0)).toBe(NO_MEMORY);
});

test('the pool keeps so many and frees the rest', () => {
  const allocator = boot();
  const elements = Array.from({ length: POOL_ELEMENTS + 1 }, () => allocator.poolGet(0));
  for (const pfn of elements) expect(allocator.poolPut(pfn, 0)).toBe(DONE);
  expect(allocator.poolEmpty()).toBe(POOL_ELEMENTS);
  allocator.drain(-1);
  expect(freeOf(allocator)).toEqual(['0/4:0']);
  expect(allocator.poolEmpty()).toBe(0);
});

test('an element is a single kernel page that nobody else holds, and goes in once', () => {
  const allocator = boot();
  const pfn = allocator.poolGet(0);
  expect(allocator.poolPut(pfn, 9)).toBe(INVALID);
  allocator.getRef(pfn, 0);
  expect(allocator.poolPut(pfn, 0)).toBe(INVALID);
  allocator.putRef(pfn, 0, 0);
  expect([allocator.poolPut(pfn, 0), allocator.poolPut(pfn, 0)]).toEqual([DONE, INVALID]);
  expect(allocator.poolPut(allocator.allocate(0, gfpOf('user'), 0, 0), 0)).toBe(INVALID);
  expect(allocator.poolPut(allocator.allocate(1, gfpOf('kernel'), 0, 0), 0)).toBe(INVALID);
  expect(allocator.poolGet(9)).toBe(INVALID);
});

test('an element with the mark of an error is freed, and one that is marked in the pool leaves circulation with it', () => {
  const allocator = boot();
  const [marked, kept] = [allocator.poolGet(0), allocator.poolGet(0)];
  allocator.poison(marked, 0);
  allocator.poolPut(marked, 0);
  expect(allocator.poolEmpty()).toBe(0);
  allocator.poolPut(kept, 0);
  allocator.poison(kept, 0);
  allocator.poolEmpty();
  while (allocator.allocate(0, gfpOf('kernel'), 0, 0) >= 0);
  expect(allocator.poolGet(0)).toBe(NO_MEMORY);
});
