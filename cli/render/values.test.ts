import { expect, test } from 'vitest';
import { valuesText, valueText } from './values.ts';

test('neighbouring numbers are a range, words are named, and many are counted', () => {
  expect(valuesText('order', [1, 3, 0, 4, 2])).toBe('0 to 4');
  expect(valuesText('order', [3, 1, 7, 8])).toBe('1, 3, 7, 8');
  expect(valuesText('class', ['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d, e');
  expect(valuesText('class', ['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d and 2 more');
});

test('a value is written as in an operation', () => {
  expect(valueText('pfn', 32)).toBe('0x20');
  expect(valueText('of', 3)).toBe('#3');
  expect(valueText('cpu', -1)).toBe('all');
  expect(valueText('retries', -1)).toBe('for ever');
  expect(valueText('pages', 5)).toBe('5');
});
