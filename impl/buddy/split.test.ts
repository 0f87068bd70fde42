import { expect, test } from 'vitest';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';
import { takeExactPage, takeSmallest } from './split.ts';

const ZONE = 2;
const MOVABLE = 1;

test('the lower half is served and the upper halves stay free', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  expect(takeSmallest(allocator.memory, ZONE, MOVABLE, 1)).toBe(0);
  expect(freeOf(allocator)).toEqual(['2/1:1', '4/2:1', '8/3:1']);
});

test('the smallest block that suffices is taken', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 20 }] });
  expect(takeSmallest(allocator.memory, ZONE, MOVABLE, 2)).toBe(16);
  expect(takeSmallest(allocator.memory, ZONE, MOVABLE, 4)).toBe(0);
  expect(takeSmallest(allocator.memory, ZONE, MOVABLE, 0)).toBe(-1);
});

test('one page leaves the middle of a block, all others stay free', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  takeExactPage(allocator.memory, 0, 4, 5);
  expect(freeOf(allocator)).toEqual(['0/2:1', '4/0:1', '6/1:1', '8/3:1']);
  expect(reportOf(allocator).zones.get(ZONE)?.free).toBe(15);
});

test('a request larger than any free block fails', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 8 }] });
  expect(allocator.allocate(4, gfpOf('kernel'), 0, 0)).toBe(-1);
});
