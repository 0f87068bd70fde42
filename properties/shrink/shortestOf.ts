import type { Scenario } from '../scenario/scenario.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { searchShorter } from './searchShorter.ts';
import type { Trials } from './trials.ts';

/** How far each vocabulary is searched. */
export interface Reach {
  /** No more operations than these. */
  readonly longest: number;
  /** Tries of one vocabulary: what takes more operations than these reach is not short. */
  readonly most: number;
}

/**
 * What some small vocabularies find in the fewest operations, each searched by itself; of those that take as many, the first.
 *
 * @returns something shorter that shows the trouble, or null
 */
export function shortestOf(
  scenario: Scenario,
  vocabularies: readonly (readonly Int32Array[])[],
  trials: Trials,
  { longest, most }: Reach,
): OperationWords | null {
  let best: OperationWords | null = null;
  for (const sorts of vocabularies) {
    const atMost: number = best === null ? longest : operationCount(best) - 1;
    best = searchShorter(scenario, sorts, trials.atMost(most), { longest: atMost }).words ?? best;
  }
  return best;
}
