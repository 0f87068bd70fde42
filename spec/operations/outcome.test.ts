import { expect, test } from 'vitest';
import {
  BUSY,
  DONE,
  INTERRUPTED,
  INVALID,
  NO_MEMORY,
  NOT_ONLINE,
  NOT_PERMITTED,
  POISONED,
  REFUSALS,
  refusalName,
  VETOED,
  WOULD_WAIT,
} from './outcome.ts';

const NUMBERS = {
  NO_MEMORY,
  NOT_PERMITTED,
  BUSY,
  INVALID,
  NOT_ONLINE,
  POISONED,
  WOULD_WAIT,
  INTERRUPTED,
  VETOED,
};

test('each refusal is a negative number of its own, and its name is that of the number', () => {
  const named = REFUSALS.map((name) => NUMBERS[name]);
  expect(named).toEqual(REFUSALS.map((_, place) => -1 - place));
  expect(named.map(refusalName)).toEqual([...REFUSALS]);
});

test('what is no refusal has no name', () => {
  for (const answer of [DONE, 7, -1 - REFUSALS.length, -1.5, Number.NaN])
    expect(refusalName(answer)).toBeNull();
});
