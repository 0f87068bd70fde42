import { expect, test } from 'vitest';
import { EXIT_CODES, INCONCLUSIVE, VIOLATION, worstOfAsked } from './exitCode.ts';

test('designs that an interruption left out are no pass, and take nothing back that was found', () => {
  expect(EXIT_CODES[worstOfAsked(['pass', 'pass'], 2)]).toBe(0);
  expect(EXIT_CODES[worstOfAsked(['pass'], 6)]).toBe(INCONCLUSIVE);
  expect(EXIT_CODES[worstOfAsked([], 1)]).toBe(INCONCLUSIVE);
  expect(EXIT_CODES[worstOfAsked(['pass', 'violation'], 6)]).toBe(VIOLATION);
});
