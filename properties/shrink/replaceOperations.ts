import { keepOperations, withoutOperations } from '../scenario/keepOperations.ts';
import { makesAllocation, subjectCount } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import { makersIn, operationsAbout } from './levels.ts';
import type { Trials } from './trials.ts';
import { compareOperations } from './vocabulary.ts';

/** Of longer scenarios too many pairs could be replaced, or removed. */
const SHORT = 9;
const REMOVABLE = 40;

/** Looks for two operations that can go, where neither can go alone. */
export function withoutTwo(words: OperationWords, trials: Trials): OperationWords | null {
  const count = operationCount(words);
  if (count > REMOVABLE) return null;
  const keep = new Uint8Array(count).fill(1);
  for (let later = count - 1; later > 0; later--) {
    keep[later] = 0;
    for (let earlier = later - 1; earlier >= 0; earlier--) {
      keep[earlier] = 0;
      const fewer = keepOperations(words, keep);
      if (trials.fails(fewer)) return fewer;
      keep[earlier] = 1;
    }
    keep[later] = 1;
  }
  return null;
}

/**
 * Looks for one operation that does the work of two: any two go, and any other comes in place of the earlier or the later one. Where
 * memory must be full, say, or a block gone, that is what no removal finds.
 *
 * @param sorts what may come, as `vocabularyOf` lists it
 * @returns something shorter that shows the trouble, or null
 */
export function oneForTwo(
  words: OperationWords,
  sorts: readonly Int32Array[],
  trials: Trials,
): OperationWords | null {
  const count = operationCount(words);
  if (count > SHORT) return null;
  for (let later = count - 1; later > 0; later--) {
    for (let earlier = later - 1; earlier >= 0; earlier--) {
      for (const [gone, place] of [
        [later, earlier],
        [earlier, later],
      ] as const) {
        const fewer = withoutOperations(words, gone, gone + 1);
        if (operationCount(fewer) < count - 1) continue; // Something else went with it, and that was tried.
        const found = firstInPlace(fewer, gone < place ? place - 1 : place, sorts, trials, null);
        if (found !== null) return found;
      }
    }
  }
  return null;
}

/**
 * Puts the first operation that does the same work in place of each, the last ones first.
 *
 * @returns something as short that comes before, or null
 */
export function earlierForOne(
  words: OperationWords,
  sorts: readonly Int32Array[],
  trials: Trials,
): OperationWords | null {
  if (operationCount(words) > SHORT) return null;
  for (let place = operationCount(words) - 1; place >= 0; place--) {
    const found = firstInPlace(words, place, sorts, trials, operationAt(words, place));
    if (found !== null) return found;
  }
  return null;
}

/** Exchanges two operations of which the later comes before in the order of operations. @returns such a scenario, or null */
export function exchangeTwo(words: OperationWords, trials: Trials): OperationWords | null {
  const count = operationCount(words);
  if (count > SHORT) return null;
  for (let later = count - 1; later > 0; later--) {
    for (let earlier = 0; earlier < later; earlier++) {
      const [one, other] = [operationAt(words, earlier), operationAt(words, later)];
      if (compareOperations(other, one) >= 0 || isTied(words, earlier) || isTied(words, later)) continue;
      const exchanged = words.slice();
      exchanged.set(other, earlier * OPERATION_WORDS);
      exchanged.set(one, later * OPERATION_WORDS);
      if (trials.fails(exchanged)) return exchanged;
    }
  }
  return null;
}

/** It is about another operation, or another about it. */
const isTied = (words: OperationWords, place: number): boolean =>
  subjectCount(words[place * OPERATION_WORDS]!) > 0 || isSubject(words, place);

/** The first operation with which the scenario shows the trouble, of those before `end` if it is given. */
function firstInPlace(
  words: OperationWords,
  place: number,
  sorts: readonly Int32Array[],
  trials: Trials,
  end: Int32Array | null,
): OperationWords | null {
  for (const candidate of inPlace(words, place, sorts)) {
    if (end !== null && compareOperations(operationAt(candidate, place), end) >= 0) return null;
    if (trials.fails(candidate)) return candidate;
  }
  return null;
}

/** The scenario with each operation in that place, in order; where others are about it, only with those that make an allocation. */
export function* inPlace(
  words: OperationWords,
  place: number,
  sorts: readonly Int32Array[],
): Generator<OperationWords> {
  const at = place * OPERATION_WORDS;
  const needsMaker = isSubject(words, place);
  for (const operation of operationsAbout(sorts, makersIn(words.subarray(0, at)))) {
    if (needsMaker && !makesAllocation(operation[0]!)) continue;
    const candidate = words.slice();
    candidate.set(operation, at);
    yield candidate;
  }
}

function isSubject(words: OperationWords, place: number): boolean {
  for (let at = (place + 1) * OPERATION_WORDS; at < words.length; at += OPERATION_WORDS)
    for (let word = subjectCount(words[at]!); word > 0; word--) if (words[at + word] === place) return true;
  return false;
}

const operationAt = (words: OperationWords, place: number): Int32Array =>
  words.subarray(place * OPERATION_WORDS, (place + 1) * OPERATION_WORDS);
