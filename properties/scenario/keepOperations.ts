import { subjectCount } from './subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from './words.ts';

/**
 * The operations whose place in `keep` is not 0, in their order, with subjects renumbered. An operation whose subject is
 * not kept goes too: it would be skipped anyway.
 */
export function keepOperations(words: OperationWords, keep: Uint8Array): OperationWords {
  const count = operationCount(words);
  const places = new Int32Array(count).fill(-1);
  const kept = new Int32Array(words.length);
  let length = 0;
  for (let index = 0; index < count; index++) {
    const at = index * OPERATION_WORDS;
    const subjects = subjectCount(words[at]!); // `at` is below the length.
    if (keep[index] === 0 || !areKept(words, at, subjects, places)) continue;
    places[index] = length;
    const to = length++ * OPERATION_WORDS;
    kept.set(words.subarray(at, at + OPERATION_WORDS), to);
    for (let word = 1; word <= subjects; word++) kept[to + word] = places[words[at + word]!]!; // They are kept.
  }
  return kept.slice(0, length * OPERATION_WORDS);
}

function areKept(words: OperationWords, at: number, subjects: number, places: Int32Array): boolean {
  for (let word = 1; word <= subjects; word++) if ((places[words[at + word]!] ?? -1) < 0) return false; // Four words.
  return true;
}

/** The operations outside `[start, end)`. */
export function withoutOperations(words: OperationWords, start: number, end: number): OperationWords {
  return keepOperations(words, new Uint8Array(operationCount(words)).fill(1).fill(0, start, end));
}
