import { operationCount } from '../scenario/words.ts';
import type { Finder } from './finder.ts';
import { removeSingles } from './removeOperations.ts';
import { OF_ALL_KINDS, type Reduce, type SearchFew } from './searchFew.ts';
import type { Certificate } from './searchShorter.ts';
import type { Width } from './vocabulary.ts';
import { kindsIn, Ways } from './ways.ts';

/** What came of the search for something shorter. */
export interface Refined {
  /** Null if not all that is shorter could be tried. */
  readonly certificate: Certificate | null;
  /** None of its operations can go. */
  readonly minimal: boolean;
  /** Scenarios tried. */
  readonly searched: number;
  /** And how many of them since the scenario is as short as it is: they prove that, or make it plainer. */
  readonly searchedSince: number;
}

/** The search through all that is shorter than more operations than these gets nowhere near. */
const SEARCHED = 9;

/** Of more operations than these hardly anything can be proven: other means are tried before. */
const PROVABLE = 6;

/** Tries of what goes beyond a proof. */
const MOST_FURTHER = 200_000;

/**
 * Searches for something shorter than what is minimal, of more operations than {@link SearchFew} has tried: other ways to the same
 * trouble, shorter or plainer, as long as there are any; then everything of the kinds that are left.
 *
 * @param few true if nothing of up to two operations is shorter; else how to search them once more, as there may be fewer kinds now
 */
export function refine(finder: Finder, few: true | SearchFew, reduce: Reduce): Refined {
  const { attempt, trials } = finder;
  const further = searchFurther(finder, reduce);
  const before = attempt.words;
  const isProven = few === true || few();
  const known = attempt.words;
  const width = known === before ? further : 'all'; // Few operations are all there is to try.
  const minimal = removeSingles(attempt);
  const isKept = attempt.words === known;
  return {
    certificate: isProven && width && isKept ? { kinds: kindsIn(known), width, tried: trials.count } : null,
    minimal,
    searched: trials.count,
    searchedSince: finder.triedSince,
  };
}

/** @returns how many arguments were tried of everything shorter; null if there were too many */
function searchFurther(finder: Finder, reduce: Reduce): Width | null {
  const { attempt } = finder;
  const isLong = (): boolean => operationCount(attempt.words) > OF_ALL_KINDS + 1;
  const isFar = (): boolean => operationCount(attempt.words) > PROVABLE;
  if (operationCount(attempt.words) <= OF_ALL_KINDS) return 'all';
  const ways = new Ways(attempt, finder.trials);
  const isOwnProven = (): boolean => finder.takeShortest(ways.own('plainest'), { isWhole: true });
  let width: Width | null;
  do {
    do {
      while (isLong() && (finder.take(ways.shorter()) || (isFar() && finder.take(ways.byOtherMeans()))))
        reduce(attempt);
    } while (takeAll(() => finder.take(ways.plainer())));
    width = !isLong() ? 'all' : isOwnProven() ? 'plainest' : null;
  } while (isLong() && (finder.take(ways.related()) || (width === null && finder.take(ways.byOtherMeans()))));
  const isHopeless = operationCount(attempt.words) > SEARCHED;
  const isWhole = isHopeless || width !== null; // What is proven is proven further, or left.
  const trials = width === null ? finder.trials : finder.trials.atMost(MOST_FURTHER);
  return finder.takeShortest(ways.own('usual'), { isWhole }, trials) && isLong() ? 'usual' : width;
}

/** Takes one after the other. @returns whether there was any */
function takeAll(takeNext: () => boolean): boolean {
  let taken = 0;
  while (takeNext()) taken++;
  return taken > 0;
}
