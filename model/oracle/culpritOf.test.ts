import { expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { brokenRule } from '../testing/scene.ts';
import { culpritOf } from './culpritOf.ts';

test('a refusal names one page behind what led to it, or none', () => {
  const effects = new Effects();
  effects.putBack(4, 0);
  effects.culprit(5);
  expect(culpritOf(effects, 1, 'a refusal')).toBe(5);
  expect(culpritOf(effects, 2, 'a refusal')).toBe(-1);
  expect(brokenRule(() => culpritOf(effects, 0, 'a refusal'))).toBe('INV-4');
  effects.culprit(6);
  expect(brokenRule(() => culpritOf(effects, 1, 'a refusal'))).toBe('INV-4');
});
