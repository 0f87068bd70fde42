import { OPERATION_KINDS, type OperationKind } from '../../spec/operations/operation.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';
import { freshRun } from './freshRuns.ts';
import { earlierForOne, exchangeTwo, oneForTwo, withoutTwo } from './replaceOperations.ts';
import { type Certificate, type SearchResult, searchShorter } from './searchShorter.ts';
import { type Search, Trials } from './trials.ts';
import { vocabularyOf, type Width } from './vocabulary.ts';

/** What came of the search for something shorter. */
export interface Refined {
  /** Null if not all that is shorter could be tried. */
  readonly certificate: Certificate | null;
  /** Scenarios tried. */
  readonly searched: number;
  /** And how many of them since the scenario is as short as it is: they prove that, or make it plainer. */
  readonly searchedSince: number;
}

/** Up to two operations, all kinds are tried; beyond, those of the scenario and what may stand for them. */
const OF_ALL_KINDS = 2;
/** The search through all that is shorter than more operations than these gets nowhere near. */
const SEARCHED = 9;

/**
 * Searches for something shorter than what removing has left, first where it is cheap: everything of up to two operations; then other
 * ways to the same trouble, shorter or plainer, as long as there are any; then everything of the kinds that are left.
 *
 * @param reduce makes an attempt minimal again
 */
export function refine(attempt: Attempt, search: Search, reduce: (attempt: Attempt) => boolean): Refined {
  const trials = new Trials(search);
  let shorterAt = 0;
  const take = (words: OperationWords | null): boolean => {
    const before = attempt.words.length;
    if (words === null || !attempt.accepts(words)) return false; // A whole run may not show what the search saw.
    if (words.length < before) shorterAt = trials.count;
    return true;
  };
  const searchAmong = (sorts: readonly Int32Array[], isWhole: boolean, longest?: number): SearchResult => {
    const found = searchShorter(attempt.scenario, sorts, trials, longest, isWhole);
    return found.words === null || take(found.words) ? found : { words: null, proven: false };
  };

  const few = searchAmong(allSorts(attempt, search), true, OF_ALL_KINDS);
  let width: Width | null = few.proven ? 'all' : null;
  if (few.words === null && few.proven && operationCount(attempt.words) > OF_ALL_KINDS) {
    for (let isNew = true; isNew; ) {
      isNew = take(shorterWay(attempt, trials));
      if (isNew) reduce(attempt);
      else isNew = take(plainerWay(attempt, trials));
    }
    const isLong = operationCount(attempt.words) > OF_ALL_KINDS + 1;
    if (isLong) width = searchAmong(ownSorts(attempt, search, 'plainest'), true).proven ? 'plainest' : null;
    const isHopeless = operationCount(attempt.words) > SEARCHED;
    if (searchAmong(ownSorts(attempt, search, 'usual'), isHopeless).proven && isLong) width = 'usual';
  }
  return {
    certificate: width && { kinds: kindsIn(attempt.words), width, tried: trials.count },
    searched: trials.count,
    searchedSince: trials.count - shorterAt,
  };
}

/** Something shorter that no removal of one operation leads to; none where all that is shorter was tried. */
function shorterWay(attempt: Attempt, trials: Trials): OperationWords | null {
  const { words } = attempt;
  if (operationCount(words) <= OF_ALL_KINDS + 1) return null;
  return (
    withoutTwo(words, trials) ??
    freshRun(operationCount(words) - 1, ownSorts(attempt, trials.search, 'usual'), trials) ??
    oneForTwo(words, allSorts(attempt, trials.search), trials)
  );
}

/** Something as short that comes before. */
const plainerWay = (attempt: Attempt, trials: Trials): OperationWords | null =>
  earlierForOne(attempt.words, allSorts(attempt, trials.search), trials) ??
  exchangeTwo(attempt.words, trials);

/** Whatever the target can be asked. */
const allSorts = ({ words, scenario }: Attempt, { kinds }: Search): Int32Array[] =>
  vocabularyOf(kinds, scenario.layout, words);

/** Operations of the scenario's own kinds. */
const ownSorts = ({ words, scenario }: Attempt, { kinds }: Search, width: Width): Int32Array[] => {
  const own = kindsIn(words);
  return vocabularyOf(
    kinds.filter((kind) => own.includes(kind)),
    scenario.layout,
    words,
    width,
  );
};

const kindsIn = (words: OperationWords): OperationKind[] =>
  OPERATION_KINDS.filter((_, number) =>
    Array.from({ length: operationCount(words) }).some(
      (_, index) => words[index * OPERATION_WORDS] === number,
    ),
  );
