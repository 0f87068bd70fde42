import { expect, test } from 'vitest';
import type { Operation } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { createAttempt } from './attempt.ts';
import { substituteKinds } from './substitute.ts';

const kindsOf = ({ operations }: Scenario): string[] =>
  Array.from({ length: operationCount(operations) }, (_, index) => operationAt(operations, index).kind);

/** What is left of a scenario that fails whatever stands in it, as long as `fails` says so. */
function substituted(
  operations: readonly Operation[],
  fails: (kinds: readonly string[]) => boolean,
): string[] {
  const scenario: Scenario = { layout: PRESETS.tiny!, design: 'kernelcore', operations: wordsOf(operations) };
  const attempt = createAttempt(scenario, (candidate) => fails(kindsOf(candidate)), {});
  substituteKinds(attempt);
  return kindsOf(attempt.scenario);
}

const operations: readonly Operation[] = [
  { kind: 'inflate', node: 0, cpu: 0 },
  { kind: 'poolGet', cpu: 0 },
  { kind: 'getRef', of: 1 },
  { kind: 'beginOffline', block: 3 },
];

test('plainer operations take the place of others', () => {
  expect(substituted(operations, () => true)).toEqual(['allocate', 'allocate', 'pin', 'offline']);
});

test('where the failure needs the very operation it stays', () => {
  const needed = (kinds: readonly string[]) => kinds.includes('getRef') && kinds.includes('inflate');
  expect(substituted(operations, needed)).toEqual(['inflate', 'allocate', 'getRef', 'offline']);
});
