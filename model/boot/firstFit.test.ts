import { expect, test } from 'vitest';
import { firstFit } from './firstFit.ts';

const range = (start: number, end: number) => ({ start, end });

test('a region is filled to its last page', () => {
  expect(firstFit(range(0, 8), [], 8, 1)).toEqual(range(0, 8));
  expect(firstFit(range(0, 8), [], 9, 1)).toBeNull();
});

test('the lowest place is taken, whatever is reserved at its end or above', () => {
  expect(firstFit(range(0, 16), [range(4, 8)], 4, 1)).toEqual(range(0, 4));
  expect(firstFit(range(0, 16), [range(8, 12)], 4, 1)).toEqual(range(0, 4));
  expect(firstFit(range(0, 16), [range(8, 12)], 9, 1)).toBeNull();
});

test('what is in the way is passed, up to the next multiple', () => {
  expect(firstFit(range(0, 16), [range(0, 3)], 4, 1)).toEqual(range(3, 7));
  expect(firstFit(range(0, 16), [range(0, 3), range(5, 6)], 4, 4)).toEqual(range(8, 12));
  expect(firstFit(range(2, 16), [], 4, 4)).toEqual(range(4, 8));
});
