import { expect, test } from 'vitest';
import { pfnAfterKey } from './gridKeys.ts';

/** Rows of eight: 0 to 15, a hole, 24 to 31, a long run that is one cell, 128 to 135. */
const cells = [...range(0, 16), ...range(24, 32), 32, ...range(128, 136)];

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, place) => start + place);
}

test.each([
  ['ArrowRight', 15, 24],
  ['ArrowRight', 135, 135],
  ['ArrowLeft', 24, 15],
  ['ArrowLeft', 0, 0],
  ['ArrowUp', 12, 4],
  ['ArrowUp', 4, 4],
  ['ArrowUp', 130, 32],
  ['ArrowDown', 4, 12],
  ['ArrowDown', 12, 15],
  ['ArrowDown', 15, 24],
  ['ArrowDown', 32, 128],
  ['ArrowDown', 135, 135],
  ['Home', 12, 8],
  ['End', 12, 15],
  ['a', 12, null],
])('%s on page %i leads to %j', (key, pfn, to) => {
  expect(pfnAfterKey(key, pfn, cells, 8, false)).toBe(to);
});

test('with Control, Home and End lead to the first and the last', () => {
  expect([pfnAfterKey('Home', 12, cells, 8, true), pfnAfterKey('End', 12, cells, 8, true)]).toEqual([0, 135]);
});
