import { OPERATION } from '../../spec/operations/operation.ts';
import { keepOperations } from '../scenario/keepOperations.ts';
import { subjectCount } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';

/**
 * Removes pairs that undo each other, where neither can go alone: a pin and its unpin, an offlining and the onlining after it.
 * An allocation and its free need no such step: when the allocation goes, its free goes with it.
 */
export function removePairs(attempt: Attempt): void {
  for (let later = operationCount(attempt.words) - 1; later > 0; later--) {
    const earlier = partnerOf(attempt.words, later);
    if (earlier < 0) continue;
    const keep = new Uint8Array(operationCount(attempt.words)).fill(1);
    keep[earlier] = 0;
    keep[later] = 0;
    if (attempt.accepts(keepOperations(attempt.words, keep))) later--;
  }
}

const UNDOES = new Map([
  [OPERATION.unpin, OPERATION.pin],
  [OPERATION.online, OPERATION.offline],
  [OPERATION.offline, OPERATION.online],
  [OPERATION.munlock, OPERATION.mlock],
  [OPERATION.putRef, OPERATION.getRef],
  [OPERATION.unisolate, OPERATION.isolate],
  [OPERATION.add, OPERATION.remove],
  [OPERATION.remove, OPERATION.add],
  [OPERATION.expandMirror, OPERATION.breakMirror],
]);

/** The last operation before `later` that it undoes; -1 if there is none. */
function partnerOf(words: OperationWords, later: number): number {
  const at = later * OPERATION_WORDS;
  const undone = UNDOES.get(words[at] ?? -1);
  if (undone === undefined) return -1;
  const sameTerm = undone === OPERATION.pin;
  for (let index = later - 1; index >= 0; index--) {
    const other = index * OPERATION_WORDS;
    if (words[other] !== undone || words[other + 1] !== words[at + 1]) continue;
    if (!sameTerm || words[other + 2] === words[at + 2]) return index;
  }
  return -1;
}

/** More allocations than this are not tried against each other. */
const MERGED = 16;

/** Lets an earlier allocation play the part of a later one, which then goes: first the very first, then the nearest. */
export function mergeAllocations(attempt: Attempt): void {
  let tries = MERGED;
  for (let index = operationCount(attempt.words) - 1; index > 0 && tries > 0; index--) {
    if (attempt.words[index * OPERATION_WORDS] !== OPERATION.allocate) continue;
    tries--;
    const earlier = allocationsBefore(attempt.words, index);
    for (const other of new Set([earlier[0], earlier.at(-1)]))
      if (other !== undefined && attempt.accepts(merged(attempt.words, index, other))) break;
  }
}

const allocationsBefore = (words: OperationWords, end: number): number[] =>
  Array.from({ length: end }, (_, index) => index).filter(
    (index) => words[index * OPERATION_WORDS] === OPERATION.allocate,
  );

function merged(words: OperationWords, from: number, to: number): OperationWords {
  const result = words.slice();
  for (let at = 0; at < result.length; at += OPERATION_WORDS)
    for (let word = at + subjectCount(result[at]!); word > at; word--)
      if (result[word] === from) result[word] = to; // `at` is below the length.
  return keepOperations(result, new Uint8Array(operationCount(result)).fill(1).fill(0, from, from + 1));
}
