import { OPERATION } from '../../spec/operations/operation.ts';
import { FIELDS, setValueIn } from './fields.ts';
import { subjectCount } from './subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from './words.ts';

/** Words that a kind uses, by its number, the kind itself left out; and what is added to each so that none is negative. */
const USED_WORDS = FIELDS.map((fields) => Math.max(0, ...fields.map(({ word }) => word)));
const LEAST = FIELDS.map((fields, kind) =>
  Array.from({ length: USED_WORDS[kind]! }, (_, place) =>
    Math.min(0, ...fields.filter(({ word }) => word === place + 1).map(({ kind: { least } }) => least)),
  ),
);

/** Kinds whose last argument, of several, is 0 to 3, so that it fits into the first byte. */
const SMALL_LAST = FIELDS.map((fields) => fields.length > 1 && fields.at(-1)!.kind.most <= 3);

const KIND_BITS = 5;
/** A head of this kind is followed by the rest of the kind's number. */
const MORE_KINDS = 2 ** KIND_BITS - 1;

/**
 * Operations as few bytes: variable-length numbers, seven bits a byte, lowest first. The first of an operation is its kind and,
 * above five bits, its order or its last argument if that is a small one. Subjects are distances back, and an argument that
 * may be negative is counted from its least value. Never changes: tokens in bug reports must stay readable.
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
  const kind = words[at]!; // Below the count; words hold known kinds only, here and below.
  const rest = [...words.subarray(at + 1, at + 1 + USED_WORDS[kind]!)];
  if (kind === OPERATION.allocate) return [...headOf(kind, rest[0]! & 255), rest[0]! >> 8, ...rest.slice(1)];
  const numbers = rest.map((value, place) =>
    place < subjectCount(kind) ? index - value : value - LEAST[kind]![place]!,
  );
  const small = SMALL_LAST[kind] ? numbers.pop()! : 0;
  return [...headOf(kind, small), ...numbers];
}

const headOf = (kind: number, small: number): number[] =>
  kind < MORE_KINDS
    ? [kind + small * 2 ** KIND_BITS]
    : [MORE_KINDS + small * 2 ** KIND_BITS, kind - MORE_KINDS];

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

interface Unpacked {
  readonly words: Int32Array;
  readonly next: number;
}

function wordsFrom(numbers: readonly number[], at: number, index: number): Unpacked | null {
  const head = numbers[at]! & MORE_KINDS; // The caller stays below the length.
  const small = numbers[at]! >> KIND_BITS;
  const from = head === MORE_KINDS ? at + 2 : at + 1;
  const kind = head === MORE_KINDS ? MORE_KINDS + (numbers[at + 1] ?? FIELDS.length) : head;
  const used = USED_WORDS[kind];
  if (used === undefined) return null;
  const allocates = kind === OPERATION.allocate;
  const next = from + used - (SMALL_LAST[kind] ? 1 : 0);
  if (next > numbers.length || (!SMALL_LAST[kind] && !allocates && small > 0)) return null;
  const rest = numbers.slice(from, next);
  if (SMALL_LAST[kind]) rest.push(small);
  const words = new Int32Array(OPERATION_WORDS);
  words[0] = kind;
  rest.forEach((number, place) => {
    words[place + 1] = place < subjectCount(kind) ? index - number : number + LEAST[kind]![place]!;
  });
  if (allocates) {
    words[1] = rest[0]! * 256;
    setValueIn(words, 0, FIELDS[kind]![0]!, small); // The first field of an allocation is its order.
  }
  return { words, next };
}
