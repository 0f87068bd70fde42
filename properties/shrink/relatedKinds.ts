import type { OperationKind } from '../../spec/operations/operation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { searchShorter } from './searchShorter.ts';
import type { Trials } from './trials.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Kinds that take memory at one place out of use: what goes wrong with one of them may take less with another. */
const TAKES_A_RANGE: readonly OperationKind[] = [
  'offline',
  'beginOffline',
  'isolate',
  'contigAllocate',
  'cmaAllocate',
];

/** Tries of one search. */
const MOST = 12_000;

/**
 * Looks for something shorter with other ways to take a range of memory, where the scenario takes one.
 *
 * @param kinds those of the scenario
 */
export function amongRelated(
  scenario: Scenario,
  kinds: readonly OperationKind[],
  trials: Trials,
): OperationWords | null {
  if (!kinds.some((kind) => TAKES_A_RANGE.includes(kind))) return null;
  const related = trials.search.kinds.filter((kind) => kinds.includes(kind) || TAKES_A_RANGE.includes(kind));
  const sorts = vocabularyOf(related, scenario.layout, undefined, 'plainest');
  const longest = operationCount(scenario.operations) - 1;
  const { words } = searchShorter(scenario, sorts, trials.atMost(MOST), { longest });
  return words;
}
