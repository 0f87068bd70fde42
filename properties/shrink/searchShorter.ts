import type { Layout } from '../../spec/layout/layout.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { makesAllocation, subjectCount } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { partnersOf } from './substitute.ts';
import { compareOperations, vocabularyOf } from './vocabulary.ts';

/** What a few operations led to. */
export interface Tried {
  /** They show the trouble. */
  readonly fails: boolean;
  /** The last was refused or skipped and changed nothing, so that nothing longer needs to begin like this. */
  readonly idle: boolean;
}

export interface Search {
  /** Runs operations from boot. */
  readonly run: (words: OperationWords) => Tried;
  /** What the target can be asked. */
  readonly kinds: readonly OperationKind[];
  readonly until?: () => boolean;
}

/** What the search for something shorter proves. */
export interface Certificate {
  /**
   * No scenario of fewer operations of these kinds shows the trouble, as far as its arguments are those of `vocabularyOf` and it does
   * not begin with operations that change nothing.
   */
  readonly kinds: readonly OperationKind[];
  /** Scenarios tried. */
  readonly tried: number;
}

export interface SearchResult {
  /** The first of the shortest scenarios that show the trouble; null if none is shorter, or as short and before the given one. */
  readonly words: OperationWords | null;
  /** Null where there is too much to try it all. */
  readonly certificate: Certificate | null;
  readonly tried: number;
}

/** Up to two operations, all kinds are tried; beyond, those of the scenario and what may stand for them. */
const OF_ALL_KINDS = 2;
/** Not begun if there are more sequences than this, idle beginnings included. */
const MOST_SEQUENCES = 400_000;
/** More are not run. */
const MOST_TRIED = 20_000;

/**
 * Tries everything shorter than a scenario, the shortest first and each length in one order, and then what is as short and comes
 * before it. So the result does not depend on where the search began, as far as there are few enough to try.
 */
export function searchShorter(scenario: Scenario, search: Search): SearchResult {
  const count = operationCount(scenario.operations);
  const near = kindsNear(scenario.operations, search.kinds);
  let tried = 0;
  for (let length = 0; length <= count; length++) {
    const kinds = length <= OF_ALL_KINDS ? search.kinds : near;
    const walk = new Walk(vocabularyOf(kinds, scenario.layout), length, search, MOST_TRIED - tried);
    const words = walk.first(length === count ? scenario.operations : null);
    tried += walk.tried;
    const isProven = walk.complete || length === count; // All that is shorter was tried.
    if (words !== null || !walk.complete)
      return { words, certificate: isProven ? { kinds: near, tried } : null, tried };
  }
  return { words: null, certificate: { kinds: near, tried }, tried };
}

/**
 * Tries everything there is from no operation on, the shortest first and each length in one order, until something shows the trouble
 * or so many scenarios were tried. Nothing longer begins with what changed nothing.
 *
 * @returns the first of the shortest that show it; the certificate is about none
 */
export function searchFromNothing(layout: Layout, search: Search, most: number): SearchResult {
  const sorts = vocabularyOf(search.kinds, layout);
  let tried = 0;
  for (let length = 1; tried < most; length++) {
    const walk = new Walk(sorts, length, search, most - tried, Number.POSITIVE_INFINITY);
    const words = walk.first(null);
    tried += walk.tried;
    if (words !== null || !walk.complete) return { words, certificate: null, tried };
    if (walk.tried === 0) break; // Nothing can be asked.
  }
  return { words: null, certificate: null, tried };
}

/** The kinds of a scenario, and those that may stand for them, as far as they can be asked. */
function kindsNear(words: OperationWords, offered: readonly OperationKind[]): OperationKind[] {
  const near = new Set<OperationKind>();
  for (let at = 0; at < words.length; at += OPERATION_WORDS)
    for (const kind of partnersOf(OPERATION_KINDS[words[at]!]!)) near.add(kind); // Words hold known kinds.
  return offered.filter((kind) => near.has(kind));
}

/** All scenarios of one length. */
class Walk {
  readonly #sorts: readonly Int32Array[];
  readonly #words: Int32Array;
  readonly #length: number;
  readonly #search: Search;
  readonly #most: number;
  /** Only what comes before this is looked for. */
  #end: OperationWords | null = null;
  tried = 0;
  complete: boolean;

  constructor(
    sorts: readonly Int32Array[],
    length: number,
    search: Search,
    most: number,
    mostSequences = MOST_SEQUENCES,
  ) {
    this.#sorts = sorts;
    this.#words = new Int32Array(length * OPERATION_WORDS);
    this.#length = length;
    this.#search = search;
    this.#most = most;
    this.complete = sorts.length ** length <= mostSequences;
  }

  /** The first that shows the trouble, of those before `end` if it is given. */
  first(end: OperationWords | null): OperationWords | null {
    this.#end = end;
    return this.complete && this.#goOn(0, end !== null) ? this.#words : null;
  }

  /** @param atEdge what is written so far is the beginning of `end` */
  #goOn(place: number, atEdge: boolean): boolean {
    if (place === this.#length) return !atEdge && this.#run(this.#words).fails;
    if (place > 0 && this.#run(this.#words.subarray(0, place * OPERATION_WORDS)).idle) return false;
    for (const sort of this.#sorts) {
      for (const operation of aboutAny(this.#words, place, sort)) {
        const order = atEdge ? compareOperations(operation, operationAt(this.#end!, place)) : -1; // Given at an edge.
        if (order > 0) return false;
        this.#words.set(operation, place * OPERATION_WORDS);
        if (this.#goOn(place + 1, order === 0)) return true;
        if (!this.complete) return false;
      }
    }
    return false;
  }

  #run(words: OperationWords): Tried {
    if (this.tried >= this.#most || this.#search.until?.()) this.complete = false;
    if (!this.complete) return { fails: false, idle: true };
    this.tried++;
    return this.#search.run(words);
  }
}

const operationAt = (words: OperationWords, index: number): Int32Array =>
  words.subarray(index * OPERATION_WORDS, (index + 1) * OPERATION_WORDS);

/** The operation about each choice of the allocations before it. */
function* aboutAny(words: OperationWords, place: number, sort: Int32Array): Generator<Int32Array> {
  const subjects = subjectCount(sort[0]!);
  if (subjects === 0) return yield sort;
  const makers = Array.from({ length: place }, (_, index) => index).filter((index) =>
    makesAllocation(words[index * OPERATION_WORDS]!),
  );
  for (const maker of makers) {
    if (subjects === 1) yield withSubjects(sort, maker);
    else for (const other of makers) yield withSubjects(sort, maker, other);
  }
}

function withSubjects(sort: Int32Array, ...subjects: readonly number[]): Int32Array {
  const operation = sort.slice();
  operation.set(subjects, 1);
  return operation;
}
