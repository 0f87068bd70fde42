import type { Scenario } from '../scenario/scenario.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { type Attempt, createAttempt, type ShrinkBudget, sparing } from './attempt.ts';
import { coalesceAllocations } from './coalesce.ts';
import { Finder } from './finder.ts';
import { makePlain } from './plainArguments.ts';
import { type Refined, refine } from './refine.ts';
import { mergeAllocations, removePairs } from './related.ts';
import { removeChunks, removeSingles } from './removeOperations.ts';
import { sortOperations } from './reorder.ts';
import { searcherOfFew } from './searchFew.ts';
import type { Certificate } from './searchShorter.ts';
import { substituteKinds } from './substitute.ts';
import type { Search } from './trials.ts';

/** How much may be spent on making a scenario minimal, and what is known of it. */
export interface ShrinkOptions extends ShrinkBudget {
  /** Number of the operation that showed the failure: what comes after it is cut first. */
  readonly failingOperation?: number;
  /** Also try everything shorter, as far as that can be done. */
  readonly search?: Search;
  /** Asked about what is minimal on its machine: the trouble as another shows it, which is to be gone on from; null to stay. */
  readonly elsewhere?: (scenario: Scenario) => Placed | null;
}

/** A scenario, and how something shorter is searched for on its machine, if it can be. */
export interface Placed {
  readonly scenario: Scenario;
  readonly search?: Search;
}

/** A scenario made minimal, and what that took. */
export interface ShrinkResult {
  /** The shortest and plainest failing scenario found; the given one if nothing simpler fails. */
  readonly scenario: Scenario;
  /** How often `fails` was asked. */
  readonly executions: number;
  /** Without any one of its operations it no longer fails, and each was tried. */
  readonly minimal: boolean;
  /** That nothing shorter fails, as far as all of it could be tried; null if it could not, or was not asked for. */
  readonly certificate: Certificate | null;
  /** Scenarios tried by the search for something shorter. */
  readonly searched: number;
  /** How many of them were tried since the scenario is as short as it is. */
  readonly searchedSince: number;
}

/**
 * Makes a failing scenario short, plain and canonical: chunks and single operations go, arguments become plain, allocations are
 * merged, plainer operations take the place of others and neighbours are sorted, until nothing more can be done; then all that is
 * shorter is tried. Deterministic for a deterministic `fails`.
 *
 * @param fails runs a candidate and says whether it breaks the same rule
 */
export function shrinkScenario(
  scenario: Scenario,
  fails: (candidate: Scenario) => boolean,
  options: ShrinkOptions = {},
): ShrinkResult {
  const attempt = createAttempt(scenario, fails, options);
  if (!failsAtFirst(attempt, options.failingOperation)) return resultOf(attempt, NOT_REFINED);
  removeChunks(attempt, isLast(attempt.words, options.failingOperation));
  const finder = options.search ? new Finder(attempt, options.search) : null;
  const searchFew = finder && searcherOfFew(finder, reduce);
  const isProven = searchFew?.() ?? false;
  const minimal = finder === null ? reduce(attempt) : removeSingles(attempt);
  const searched = { ...NOT_REFINED, minimal, searched: finder?.trials.count ?? 0 };
  const moved = (minimal && options.elsewhere?.(attempt.scenario)) || null;
  if (moved !== null) return goneOn(moved, fails, options, attempt, searched);
  const reduced = attempt.words;
  const refined = minimal && finder ? refine(finder, isProven || searchFew!, reduce) : searched; // It is there with the finder.
  const movedNow = (attempt.words !== reduced && options.elsewhere?.(attempt.scenario)) || null;
  if (movedNow !== null) return goneOn(movedNow, fails, options, attempt, refined);
  return resultOf(attempt, refined);
}

const resultOf = ({ scenario, executions }: Attempt, refined: Refined): ShrinkResult => ({
  scenario,
  executions,
  ...refined,
});

/** Goes on from a scenario on another machine. */
function goneOn(
  { scenario, search }: Placed,
  fails: (candidate: Scenario) => boolean,
  { executions, until, elsewhere }: ShrinkOptions,
  before: Attempt,
  { searched }: Refined,
): ShrinkResult {
  const rest = shrinkScenario(scenario, fails, {
    ...(executions !== undefined && { executions: executions - before.executions }),
    ...(until && { until }),
    ...(search && { search }),
    ...(elsewhere && { elsewhere }),
  });
  return { ...rest, executions: rest.executions + before.executions, searched: rest.searched + searched };
}

const NOT_REFINED: Refined = { certificate: null, minimal: false, searched: 0, searchedSince: 0 };

/** Cuts what comes after the failing operation; false if the scenario does not fail, cut or whole. */
function failsAtFirst(attempt: Attempt, failingOperation: number | undefined): boolean {
  const { words } = attempt;
  const end = failingOperation === undefined ? operationCount(words) : failingOperation + 1;
  if (end < operationCount(words) && attempt.accepts(words.slice(0, end * OPERATION_WORDS))) return true;
  return attempt.accepts(words);
}

/** What the violation was seen in is the last operation. */
const isLast = (words: OperationWords, failingOperation: number | undefined): boolean =>
  failingOperation === operationCount(words) - 1;

/**
 * Repeats every step until none changes anything.
 *
 * @param isSettled what a search has tried is not run again, except to do without single operations
 * @returns whether the last sweep over single operations was complete
 */
function reduce(attempt: Attempt, isSettled?: (candidate: OperationWords) => boolean): boolean {
  const unsettled = isSettled ? sparing(attempt, isSettled) : attempt;
  for (;;) {
    const before = attempt.words;
    const swept = removeSingles(attempt);
    removePairs(unsettled);
    coalesceAllocations(unsettled);
    makePlain(unsettled);
    mergeAllocations(unsettled);
    substituteKinds(unsettled);
    sortOperations(unsettled);
    if (attempt.words === before || attempt.stopped) return swept && attempt.words === before;
  }
}
