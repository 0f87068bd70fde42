import { makesAllocation, subjectCount } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Trials } from './trials.ts';
import { compareOperations } from './vocabulary.ts';

/**
 * All scenarios of some operations, level by level: those of no operation, of one, of two. Each level is tried in one order. What changed
 * nothing, or led where something shorter or earlier has led, is not gone on from: whatever follows, follows there too.
 */
export class Levels {
  readonly #sorts: readonly Int32Array[];
  readonly #trials: Trials;
  readonly #isKnown: (words: OperationWords) => boolean;
  readonly #seen = new Set<string>();
  readonly #continuations = new Map<string, readonly Int32Array[]>();
  /** What the next level goes on from, in order. */
  #beginnings: readonly OperationWords[] = [];
  #length = -1;

  /**
   * @param sorts operations with their arguments; those about an allocation are asked about each there is
   * @param isKnown whether a scenario is known not to show the trouble, so that it need not be tried in the last level
   */
  constructor(
    sorts: readonly Int32Array[],
    trials: Trials,
    isKnown: (words: OperationWords) => boolean = () => false,
  ) {
    this.#sorts = sorts;
    this.#trials = trials;
    this.#isKnown = isKnown;
  }

  /** Operations of the level that was tried last; -1 before the first. */
  get length(): number {
    return this.#length;
  }

  /** Scenarios of the next level. */
  get size(): number {
    if (this.#length < 0) return 1;
    return this.#beginnings.reduce((sum, beginning) => sum + this.#continuationsOf(beginning).length, 0);
  }

  /** Whether at most so many of those before `end`, or of all, are not known: what there is to try if the next level is the last. */
  hasUnknownAtMost(most: number, end: OperationWords | null = null): boolean {
    let count = 0;
    for (const words of this.#candidates()) {
      if (end !== null && compareScenarios(words, end) >= 0) break;
      if (!this.#isKnown(words) && ++count > most) return false;
    }
    return true;
  }

  /**
   * Tries the next level.
   *
   * @param end only what comes before this is tried
   * @param isLast nothing will be gone on from
   * @returns the first that shows the trouble, or null
   */
  next(end: OperationWords | null = null, isLast = end !== null): OperationWords | null {
    const goesOn: OperationWords[] = [];
    for (const words of this.#candidates()) {
      if (end !== null && compareScenarios(words, end) >= 0) break;
      if (isLast && this.#isKnown(words)) continue;
      const { fails, idle, state } = this.#trials.run(words, !isLast);
      if (fails) return words;
      if (this.#trials.over) return null;
      if (isLast || idle || (state !== null && this.#seen.has(state))) continue;
      if (state !== null) this.#seen.add(state);
      goesOn.push(words);
    }
    this.#beginnings = goesOn;
    this.#length++;
    return null;
  }

  *#candidates(): Generator<OperationWords> {
    if (this.#length < 0) return yield new Int32Array(0);
    for (const beginning of this.#beginnings) {
      for (const operation of this.#continuationsOf(beginning)) {
        const words = new Int32Array(beginning.length + OPERATION_WORDS);
        words.set(beginning);
        words.set(operation, beginning.length);
        yield words;
      }
    }
  }

  /** What can be asked next, in order: it depends on where allocations were made. */
  #continuationsOf(beginning: OperationWords): readonly Int32Array[] {
    const makers = makersIn(beginning);
    const key = makers.join();
    const known = this.#continuations.get(key) ?? operationsAbout(this.#sorts, makers);
    this.#continuations.set(key, known);
    return known;
  }
}

/** Word by word, the first operation first: negative if the first comes first. Both are as long. */
export function compareScenarios(one: OperationWords, other: OperationWords): number {
  for (let at = 0; at < one.length; at += OPERATION_WORDS) {
    const order = compareOperations(one.subarray(at), other.subarray(at));
    if (order !== 0) return order;
  }
  return 0;
}

/** Places of the operations that make an allocation. */
export const makersIn = (words: OperationWords): number[] =>
  Array.from({ length: operationCount(words) }, (_, index) => index).filter((index) =>
    makesAllocation(words[index * OPERATION_WORDS]!),
  );

/** The operations, those about an allocation once for each of `makers`, in order. */
export const operationsAbout = (sorts: readonly Int32Array[], makers: readonly number[]): Int32Array[] =>
  sorts.flatMap((sort) => aboutAny(sort, makers)).sort(compareOperations);

function aboutAny(sort: Int32Array, makers: readonly number[]): Int32Array[] {
  const subjects = subjectCount(sort[0]!);
  if (subjects === 0) return [sort];
  if (subjects === 1) return makers.map((maker) => withSubjects(sort, maker));
  return makers.flatMap((maker) => makers.map((other) => withSubjects(sort, maker, other)));
}

function withSubjects(sort: Int32Array, ...subjects: readonly number[]): Int32Array {
  const operation = sort.slice();
  operation.set(subjects, 1);
  return operation;
}
