import { hasSubject } from './subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from './words.ts';

const NO_SUBJECT = -2;

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
    const subject = hasSubject(words[at]!) ? (places[words[at + 1]!] ?? -1) : NO_SUBJECT; // `at` is below the length.
    if (keep[index] === 0 || subject === -1) continue;
    places[index] = length;
    kept.set(words.subarray(at, at + OPERATION_WORDS), length * OPERATION_WORDS);
    if (subject !== NO_SUBJECT) kept[length * OPERATION_WORDS + 1] = subject;
    length++;
  }
  return kept.slice(0, length * OPERATION_WORDS);
}

/** The operations outside `[start, end)`. */
export function withoutOperations(words: OperationWords, start: number, end: number): OperationWords {
  return keepOperations(words, new Uint8Array(operationCount(words)).fill(1).fill(0, start, end));
}
