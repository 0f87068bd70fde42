import { expect, test } from 'vitest';
import { bounded } from './bounded.ts';

test('what ends in time answers', () => {
  expect(bounded(1000, () => 7)).toBe(7);
});

test('what it throws goes through', () => {
  expect(() =>
    bounded(1000, () => {
      throw new RangeError('of its own');
    }),
  ).toThrow(new RangeError('of its own'));
});

test('a loop without end is ended, and the next call is not', () => {
  const forEver = () => {
    for (;;);
  };
  expect(() => bounded(50, forEver)).toThrow(
    expect.objectContaining({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' }),
  );
  expect(bounded(1000, () => 'next')).toBe('next');
});
