import type { Layout } from '../../spec/layout/layout.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { Levels } from './levels.ts';
import { type Search, Trials } from './trials.ts';
import { vocabularyOf, type Width } from './vocabulary.ts';

/** What the search for something shorter proves. */
export interface Certificate {
  /**
   * No scenario of fewer operations of these kinds shows the trouble, as far as its arguments are those of `vocabularyOf` in this width,
   * or of the scenario itself. Of up to two operations, none of any kind does, in full width.
   */
  readonly kinds: readonly OperationKind[];
  /** How many arguments were tried beyond two operations. */
  readonly width: Width;
  /** Scenarios tried. */
  readonly tried: number;
}

/** What a search need not, or should not, try. */
export interface Limits {
  /** More operations are not tried. */
  readonly longest?: number;
  /** A length of which not all can be tried is not begun: something else may be finished with what is left. */
  readonly isWhole?: boolean;
  /** What is known not to show the trouble, and is not tried again. */
  readonly isKnown?: (words: OperationWords) => boolean;
}

export interface SearchResult {
  /** The first of the shortest scenarios that show the trouble; null if none is shorter, or as short and before the given one. */
  readonly words: OperationWords | null;
  /** All that is shorter than what is known now was tried. */
  readonly proven: boolean;
}

/**
 * Tries everything that is shorter than a scenario, the shortest first and each length in one order, and then what is as
 * short and comes before it. So the result does not depend on where the search began, as far as there are few enough to try.
 *
 * @param sorts what scenarios are made of, as `vocabularyOf` lists it
 */
export function searchShorter(
  { operations }: Scenario,
  sorts: readonly Int32Array[],
  trials: Trials,
  { longest = operationCount(operations), isWhole = false, isKnown }: Limits = {},
): SearchResult {
  const count = operationCount(operations);
  const levels = new Levels(sorts, trials, isKnown);
  while (levels.length < Math.min(longest, count)) {
    const isEnd = levels.length + 1 === count;
    const isLast = levels.length + 1 === longest;
    const end = isEnd ? operations : null;
    if (isWhole && isTooMuch(levels, isLast, end, trials)) return { words: null, proven: isEnd };
    const words = levels.next(end, isLast);
    if (words !== null) return { words, proven: true };
    if (trials.over) return { words: null, proven: isEnd };
  }
  return { words: null, proven: true };
}

/** Of what is as short and plainer so much is tried, and not more: it proves nothing. */
const MOST_PLAINER = 200_000;

/** Of the last level only what is not known is tried, and only what comes before the end: that is counted where it may make the difference. */
function isTooMuch(levels: Levels, isLast: boolean, end: OperationWords | null, { left }: Trials): boolean {
  const most = end === null ? left : Math.min(left, MOST_PLAINER);
  return levels.size > most && !(isLast && levels.hasUnknownAtMost(most, end));
}

/**
 * Tries everything there is from no operation on, the shortest first and each length in one order, until something shows the trouble,
 * nothing is left, or enough was tried. Nothing longer begins with what changed nothing.
 *
 * @returns the first of the shortest that show it, or null
 */
export function searchFromNothing(layout: Layout, search: Search): OperationWords | null {
  const trials = new Trials(search);
  const levels = new Levels(vocabularyOf(search.kinds, layout), trials);
  let before = -1;
  while (trials.count > before && !trials.over) {
    before = trials.count;
    const words = levels.next();
    if (words !== null) return words;
  }
  return null;
}
