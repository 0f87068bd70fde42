import { expect, test } from 'vitest';
import {
  clampRange,
  covers,
  joinRanges,
  overlap,
  pagesIn,
  pagesInAll,
  printAmount,
  printRanges,
} from './pfnRange.ts';

const range = (start: number, end: number) => ({ start, end });

test('an empty or reversed range has no pages', () => {
  expect([range(2, 5), range(5, 5), range(5, 2)].map(pagesIn)).toEqual([3, 0, 0]);
  expect(pagesInAll([range(0, 2), range(4, 7)])).toBe(5);
});

test('a range outside the limits clamps to nothing', () => {
  expect(clampRange(range(2, 8), 4, 6)).toEqual(range(4, 6));
  expect(pagesIn(clampRange(range(0, 3), 4, 6))).toBe(0);
});

test('touching ranges do not overlap, but join', () => {
  expect(overlap(range(0, 4), range(4, 8))).toBe(false);
  expect(overlap(range(0, 5), range(4, 8))).toBe(true);
  expect(covers(range(0, 8), range(4, 8))).toBe(true);
  expect(joinRanges([range(0, 4), range(4, 8), range(9, 10)])).toEqual([range(0, 8), range(9, 10)]);
});

test('ranges print in hexadecimal, four at most', () => {
  expect(printRanges([range(0x10, 0x20)])).toBe('[0x10, 0x20)');
  const many = [0, 2, 4, 6, 8].map((start) => range(start, start + 1));
  expect(printRanges(many.slice(1))).toBe('[0x2, 0x3), [0x4, 0x5), [0x6, 0x7), [0x8, 0x9)');
  expect(printRanges(many)).toBe('[0x0, 0x1), [0x2, 0x3), [0x4, 0x5), [0x6, 0x7) and 1 more');
});

test('amounts print in the largest fitting unit', () => {
  expect([1, 256, 65536, 262144, 393216, 187].map(printAmount)).toEqual([
    '4 KiB',
    '1 MiB',
    '256 MiB',
    '1 GiB',
    '1.5 GiB',
    '748 KiB',
  ]);
});
