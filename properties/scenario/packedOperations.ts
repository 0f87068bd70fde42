import { OPERATION } from '../../spec/operations/operation.ts';
import { hasSubject } from './subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from './words.ts';

/** Words that a kind uses, by its number, the kind itself left out. */
const ARGUMENTS = [3, 2, 2, 2, 3, 1, 2, 2, 3, 1] as const;

/** Kinds whose last argument is 0 to 3, so that it fits into the first byte. */
const SMALL_LAST = new Set([
  OPERATION.pin,
  OPERATION.unpin,
  OPERATION.reclaim,
  OPERATION.online,
  OPERATION.poison,
  OPERATION.poisonOf,
]);

const KIND_BITS = 5;

/**
 * Operations as few bytes: variable-length numbers, seven bits a byte, lowest first. The first of an operation is its kind and,
 * above five bits, its order or its last argument if that is a small one. Subjects are distances back, and the CPU of
 * a drain is one more than its number. Never changes: tokens in bug reports must stay readable.
 *
 * @throws RangeError if a subject is not earlier, or a number is negative
 */
export function packOperations(words: OperationWords): number[] {
  const bytes: number[] = [];
  for (let index = 0; index < operationCount(words); index++)
    for (const number of numbersOf(words, index)) pushNumber(bytes, number);
  return bytes;
}

function numbersOf(words: OperationWords, index: number): number[] {
  const at = index * OPERATION_WORDS;
  const kind = words[at]!; // Below the count.
  const rest = [...words.subarray(at + 1, at + 1 + ARGUMENTS[kind]!)]; // Words hold known kinds only.
  if (kind === OPERATION.allocate) return [head(kind, rest[0]! & 255), rest[0]! >> 8, ...rest.slice(1)]; // Three arguments.
  if (hasSubject(kind)) rest[0] = index - rest[0]!;
  if (kind === OPERATION.drain) rest[0] = rest[0]! + 1;
  const small = SMALL_LAST.has(kind) ? rest.pop()! : 0; // Such kinds have two arguments or three.
  return [head(kind, small), ...rest];
}

const head = (kind: number, small: number): number => kind + small * 2 ** KIND_BITS;

function pushNumber(bytes: number[], number: number): void {
  if (number < 0) throw new RangeError(`a token holds no negative number (${number})`);
  let rest = number;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
}

/** The inverse of {@link packOperations}; null if the bytes end too soon or mean nothing. */
export function unpackOperations(bytes: Uint8Array): OperationWords | null {
  const numbers = numbersIn(bytes);
  if (numbers === null) return null;
  const words: number[] = [];
  for (let at = 0; at < numbers.length; ) {
    const operation = wordsFrom(numbers, at, words.length / OPERATION_WORDS);
    if (operation === null) return null;
    words.push(...operation.words);
    at = operation.next;
  }
  return Int32Array.from(words);
}

function numbersIn(bytes: Uint8Array): number[] | null {
  const numbers: number[] = [];
  let number = 0;
  let shift = 0;
  for (const byte of bytes) {
    number += (byte & 127) * 2 ** shift;
    shift += 7;
    if (number > 0x7fffffff || shift > 35) return null;
    if (byte & 128) continue;
    numbers.push(number);
    number = 0;
    shift = 0;
  }
  return shift === 0 ? numbers : null;
}

function wordsFrom(
  numbers: readonly number[],
  at: number,
  index: number,
): { readonly words: readonly number[]; readonly next: number } | null {
  const kind = numbers[at]! & (2 ** KIND_BITS - 1); // The caller stays below the length.
  const small = numbers[at]! >> KIND_BITS;
  const count = ARGUMENTS[kind];
  if (count === undefined) return null;
  const allocates = kind === OPERATION.allocate;
  const used = SMALL_LAST.has(kind) ? count - 1 : count;
  const next = at + 1 + used;
  if (next > numbers.length || (!SMALL_LAST.has(kind) && !allocates && small > 0)) return null;
  const rest = numbers.slice(at + 1, next);
  if (allocates) rest[0] = rest[0]! * 256 + small;
  if (hasSubject(kind)) rest[0] = index - rest[0]!;
  if (kind === OPERATION.drain) rest[0] = rest[0]! - 1;
  if (SMALL_LAST.has(kind)) rest.push(small);
  return { words: [kind, ...rest, 0, 0, 0].slice(0, OPERATION_WORDS), next };
}
