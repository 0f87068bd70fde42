import type { Scenario } from '../scenario/scenario.ts';
import { OPERATION_WORDS, operationCount } from '../scenario/words.ts';
import { type Attempt, createAttempt, type ShrinkBudget } from './attempt.ts';
import { coalesceAllocations } from './coalesce.ts';
import { makePlain } from './plainArguments.ts';
import { mergeAllocations, removePairs } from './related.ts';
import { removeChunks, removeSingles } from './removeOperations.ts';
import { sortOperations } from './reorder.ts';

export interface ShrinkOptions extends ShrinkBudget {
  /** Number of the operation that showed the failure: what comes after it is cut first. */
  readonly failingOperation?: number;
}

export interface ShrinkResult {
  /** The shortest and plainest failing scenario found; the given one if nothing simpler fails. */
  readonly scenario: Scenario;
  /** How often `fails` was asked. */
  readonly executions: number;
  /** Without any one of its operations it no longer fails, and each was tried. */
  readonly minimal: boolean;
}

/**
 * Makes a failing scenario short, plain and canonical: chunks and single operations go, arguments become plain, allocations are
 * merged and neighbours sorted, until nothing more can be done. Deterministic for a deterministic `fails`.
 *
 * @param fails runs a candidate and says whether it breaks the same rule
 */
export function shrinkScenario(
  scenario: Scenario,
  fails: (candidate: Scenario) => boolean,
  options: ShrinkOptions = {},
): ShrinkResult {
  const attempt = createAttempt(scenario, fails, options);
  const minimal = failsAtFirst(attempt, options.failingOperation) && reduce(attempt);
  return { scenario: attempt.scenario, executions: attempt.executions, minimal };
}

/** Cuts what comes after the failing operation; false if the scenario does not fail, cut or whole. */
function failsAtFirst(attempt: Attempt, failingOperation: number | undefined): boolean {
  const { words } = attempt;
  const end = failingOperation === undefined ? operationCount(words) : failingOperation + 1;
  if (end < operationCount(words) && attempt.accepts(words.slice(0, end * OPERATION_WORDS))) return true;
  return attempt.accepts(words);
}

/** Repeats every step until none changes anything; true if the last sweep over single operations was complete. */
function reduce(attempt: Attempt): boolean {
  removeChunks(attempt);
  for (;;) {
    const before = attempt.words;
    const swept = removeSingles(attempt);
    removePairs(attempt);
    coalesceAllocations(attempt);
    makePlain(attempt);
    mergeAllocations(attempt);
    sortOperations(attempt);
    if (attempt.words === before || attempt.stopped) return swept && attempt.words === before;
  }
}
