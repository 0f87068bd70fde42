import { expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { DONE, INVALID } from '../../spec/operations/outcome.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';
import { followSetRetries } from './followSetRetries.ts';

test('retries are what was asked for, and no other answer is right', () => {
  const { state } = new Scene(plain);
  expect(brokenRule(() => followSetRetries(state, 3, INVALID, new Effects()))).toBe('INV-4');
  expect(state.retries).toBe(0);
  expect(brokenRule(() => followSetRetries(state, -1, DONE, new Effects()))).toBeNull();
  expect(state.retries).toBe(-1);
});
