import type { Scenario } from '../scenario/scenario.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { inAllOrders } from './inAllOrders.ts';
import { searchShorter } from './searchShorter.ts';
import type { Trials } from './trials.ts';
import { sortsIn, vocabularyOf } from './vocabulary.ts';

/** Tries of one search. */
const MOST = 12_000;

/**
 * Looks for something shorter of the same operations in which requests may be of any order: one that leaves nothing in a zone, on a list
 * that another request of its order is served from, does the work of several, and none of these can change alone.
 *
 * @returns something shorter that shows the trouble, or null
 */
export function otherOrders(scenario: Scenario, trials: Trials): OperationWords | null {
  const { operations, layout } = scenario;
  const { maxOrder } = layout.geometry;
  const all = sortsIn(operations).flatMap((sort) => inAllOrders(sort, maxOrder));
  const sorts = vocabularyOf([], layout, Int32Array.from(all.flatMap((sort) => [...sort])));
  const longest = operationCount(operations) - 1;
  return searchShorter(scenario, sorts, trials.atMost(MOST), { longest }).words;
}
