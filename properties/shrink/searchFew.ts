import { type OperationWords, operationCount } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';
import type { Finder } from './finder.ts';
import { Settled } from './settled.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Makes an attempt minimal, without asking about what is settled; true if none of its operations can go. */
export type Reduce = (attempt: Attempt, isSettled?: (candidate: OperationWords) => boolean) => boolean;

/** Up to two operations, all kinds are tried; beyond, those of the scenario. */
export const OF_ALL_KINDS = 2;

/** Tries everything of up to two operations. @returns whether nothing of these is shorter or plainer in the end */
export type SearchFew = () => boolean;

/**
 * Tries everything of up to two operations, and makes what comes of it minimal; again while that has operations that were not among
 * those tried. Where trying is cheap it comes first: what it finds needs no further steps. Asked once more, when the scenario has become
 * shorter, it tries what was not tried then.
 */
export function searcherOfFew(finder: Finder, reduce: Reduce): SearchFew {
  const { attempt } = finder;
  const { search } = finder.trials;
  const settled = new Settled(search);
  let isFirst = true;
  const settle = (also?: OperationWords): boolean => {
    const sorts = vocabularyOf(search.kinds, attempt.scenario.layout, also);
    const isProven = finder.takeShortest(sorts, {
      longest: OF_ALL_KINDS,
      isWhole: true,
      isKnown: (words) => settled.has(words),
    });
    if (isProven) settled.add(sorts);
    return isProven;
  };
  const isSettled = (words: OperationWords): boolean =>
    operationCount(words) <= OF_ALL_KINDS && settled.has(words);
  return () => {
    if (isFirst && search.isCheap) settle();
    if (isFirst) reduce(attempt, isSettled);
    isFirst = false;
    for (
      let met = attempt.words;
      !settled.has(attempt.words);
      met = Int32Array.of(...met, ...attempt.words)
    ) {
      if (!settle(met)) return false;
      reduce(attempt, isSettled);
    }
    return true;
  };
}
