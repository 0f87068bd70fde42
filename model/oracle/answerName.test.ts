import { expect, test } from 'vitest';
import { BUSY, DONE } from '../../spec/operations/outcome.ts';
import { answerName } from './answerName.ts';

test('answers are called by their names, and numbers without one by themselves', () => {
  expect([DONE, BUSY, 7, -99].map(answerName)).toEqual(['DONE', 'BUSY', '7', '-99']);
});
