import { keepOperations, withoutOperations } from '../scenario/keepOperations.ts';
import { subjectCount } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';

/**
 * Removes chunks from the end towards the start. A chunk that must stay is halved until one operation is known to be needed; the
 * next chunk is everything, as long as few are needed, and then as long as the gaps so far. So five needed among three hundred cost
 * some thirty runs, and where every operation is needed, each costs one. The subject of what is needed is needed too, and is not
 * asked about.
 *
 * @param endIsNeeded the last operation is known to be needed
 */
export function removeChunks(attempt: Attempt, endIsNeeded = false): void {
  const words = attempt.words;
  const keep = new Uint8Array(operationCount(words)).fill(1);
  const needed = new Uint8Array(keep.length);
  let end = keep.length;
  let found = 0;
  if (endIsNeeded) end = beforeNeeded(words, needed, end);
  while (end > 0 && !attempt.stopped) {
    end = startOfGap(attempt, words, keep, needed, end, firstLength(keep.length, end, found));
    if (end === 0) return;
    end = beforeNeeded(words, needed, end);
    found++;
  }
}

/** Where few are needed, all the rest may go at once. */
const FEW = 2;

/** Everything at first, then the average gap between needed operations so far. */
const firstLength = (count: number, end: number, found: number): number =>
  found <= FEW ? end : Math.max(1, Math.floor((count - end) / found));

/** Marks the operation before `end` as needed, with what it is about. @returns where those before it end that may go */
function beforeNeeded(words: OperationWords, needed: Uint8Array, end: number): number {
  markNeeded(words, needed, end - 1);
  let before = end - 1;
  while (before > 0 && needed[before - 1] === 1) before--;
  return before;
}

/** Removes what can go just before `end`; the operation before the returned place must stay, 0 if there is none. */
function startOfGap(
  attempt: Attempt,
  words: OperationWords,
  keep: Uint8Array,
  needed: Uint8Array,
  end: number,
  firstChunk: number,
): number {
  let place = end;
  let length = firstChunk;
  let stuck = 0; // Length of the chunk before `place` that is known to hold a needed operation; 0 if none is known.
  while (place > 0 && stuck !== 1 && !attempt.stopped) {
    const start = Math.max(0, place - length);
    const fewer = keep.slice();
    for (let index = start; index < place; index++) fewer[index] = needed[index]!; // Below the count.
    if (attempt.accepts(keepOperations(words, fewer))) {
      keep.set(fewer);
      stuck = Math.max(0, stuck - (place - start));
      place = start;
      length = stuck > 1 ? stuck >> 1 : length * 2;
    } else {
      stuck = place - start;
      length = stuck >> 1;
    }
  }
  return place;
}

function markNeeded(words: OperationWords, needed: Uint8Array, index: number): void {
  needed[index] = 1;
  const at = index * OPERATION_WORDS;
  for (let word = subjectCount(words[at]!); word > 0; word--) needed[words[at + word]!] = 1; // Below the count.
}

/**
 * Tries to do without each single operation, again and again until none can go.
 *
 * @returns whether that was tried for every operation of the result: it is minimal
 */
export function removeSingles(attempt: Attempt): boolean {
  let clean = false;
  while (!clean && !attempt.stopped) {
    clean = true;
    for (let index = operationCount(attempt.words) - 1; index >= 0; index--) {
      if (index >= operationCount(attempt.words)) continue;
      if (attempt.accepts(withoutOperations(attempt.words, index, index + 1))) clean = false;
    }
  }
  return clean && !attempt.stopped;
}
