import { expect, test } from 'vitest';
import { InputError, showValue } from './inputError.ts';

test('an input error is one sentence of place, expectation, finding and remedy', () => {
  const error = new InputError({
    place: 'layout.json: cpus',
    expected: 'a number from 1 to 4096',
    found: '-1',
    remedy: 'give the number of CPUs',
  });
  expect(error.message).toBe(
    'layout.json: cpus: expected a number from 1 to 4096, found -1; give the number of CPUs',
  );
  expect(error).toMatchObject({ name: 'InputError', place: 'layout.json: cpus', found: '-1' });
});

test('control characters of the input never reach a terminal', () => {
  const error = new InputError({ place: 'a\nb', expected: 'x', found: '\u001b[2J', remedy: 'y' });
  expect(error.message).toBe('a b: expected x, found  [2J; y');
});

test.each([
  [undefined, 'nothing'],
  [null, 'null'],
  [Number.NaN, 'NaN'],
  ['x'.repeat(99), `"${'x'.repeat(40)}..."`],
  [[1, 2, 3], 'an array of 3'],
  [{}, 'an object'],
  [() => 1, 'a function'],
])('%o is shown as %s', (value, shown) => {
  expect(showValue(value)).toBe(shown);
});
