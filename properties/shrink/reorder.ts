import { FIELDS } from '../scenario/fields.ts';
import { subjectCount } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';

/** Longer scenarios are left in the order they have: sorting them by trial takes too many runs. */
const SORTABLE = 24;

/**
 * Puts operations into the order of their kinds and arguments as far as the failure allows, so that two runs that found
 * one bug end in one form. What is about one allocation or one memory block keeps its order.
 */
export function sortOperations(attempt: Attempt): void {
  if (operationCount(attempt.words) > SORTABLE) return;
  const sorted = swapsUntilSorted(attempt.words, () => true);
  if (sorted === attempt.words || attempt.accepts(sorted)) return;
  swapsUntilSorted(attempt.words, (candidate) => attempt.accepts(candidate));
}

/** Swaps neighbours that stand in the wrong order while `accepts` agrees; each pair is asked about once a round. */
function swapsUntilSorted(
  words: OperationWords,
  accepts: (candidate: OperationWords) => boolean,
): OperationWords {
  let current = words;
  let changed = true;
  while (changed) {
    changed = false;
    for (let index = 0; index + 1 < operationCount(current); index++) {
      if (!mayPrecede(current, index)) continue;
      const candidate = swapped(current, index);
      if (!accepts(candidate)) continue;
      current = candidate;
      changed = true;
    }
  }
  return current;
}

/** The operation after `index` belongs before it, and nothing forbids that. */
function mayPrecede(words: OperationWords, index: number): boolean {
  const [one, other] = [operationOf(words, index), operationOf(words, index + 1)];
  const [kind, first] = [one[0]!, one[1]!]; // Four words each.
  if (sharesSubject(one, other, index)) return false;
  if (isHotplug(kind) && isHotplug(other[0]!) && first === other[1]) return false;
  return compare(other, one) < 0;
}

/** The later operation is about what the earlier one made, or about the same allocation. */
function sharesSubject(one: Int32Array, other: Int32Array, index: number): boolean {
  for (let word = subjectCount(other[0]!); word > 0; word--) {
    if (other[word] === index) return true;
    for (let earlier = subjectCount(one[0]!); earlier > 0; earlier--)
      if (one[earlier] === other[word]) return true;
  }
  return false;
}

/** Memory leaves and comes back, or changes as a whole. */
const isHotplug = (kind: number): boolean => FIELDS[kind]?.[0]?.argument === 'block';

const operationOf = (words: OperationWords, index: number): Int32Array =>
  words.subarray(index * OPERATION_WORDS, (index + 1) * OPERATION_WORDS);

function compare(one: Int32Array, other: Int32Array): number {
  for (let word = 0; word < OPERATION_WORDS; word++)
    if (one[word] !== other[word]) return one[word]! - other[word]!; // Four words each.
  return 0;
}

function swapped(words: OperationWords, index: number): OperationWords {
  const result = words.slice();
  result.set(operationOf(words, index + 1), index * OPERATION_WORDS);
  result.set(operationOf(words, index), (index + 1) * OPERATION_WORDS);
  for (let at = index * OPERATION_WORDS; at < result.length; at += OPERATION_WORDS) {
    for (let word = at + subjectCount(result[at]!); word > at; word--) {
      if (result[word] === index) result[word] = index + 1;
      else if (result[word] === index + 1) result[word] = index;
    }
  }
  return result;
}
