import { type BitCoder, BitReader, BitWriter } from './bitCoder.ts';
import { FIELDS, type Field, setValueIn, valueIn } from './fields.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from './words.ts';

/**
 * Operations as few bytes. Each is its kind and then its arguments in order, each number in contexts of its own by kind and
 * place, so that what is asked again and again costs little. Subjects are distances back, and an argument that may be negative
 * is counted from its least value. Never changes: tokens in bug reports must stay readable.
 *
 * @throws RangeError if a subject is not earlier, or a number is negative
 */
export function packOperations(words: OperationWords): number[] {
  const writer = new BitWriter();
  for (let index = 0; index < operationCount(words); index++) {
    const operation = words.slice(index * OPERATION_WORDS, (index + 1) * OPERATION_WORDS);
    checkNumbers(operation, index);
    writer.code(MORE, 1);
    codeOperation(writer, operation, index);
  }
  writer.code(MORE, 0);
  return writer.finish();
}

/** The inverse of {@link packOperations}; null if it makes no such bytes. */
export function unpackOperations(bytes: Uint8Array): OperationWords | null {
  const reader = new BitReader(bytes);
  const read: number[] = [];
  for (let index = 0; reader.code(MORE, 0) === 1; index++) {
    const operation = new Int32Array(OPERATION_WORDS);
    if (!codeOperation(reader, operation, index)) return null;
    read.push(...operation);
  }
  const words = Int32Array.from(read);
  const packed = packOperations(words);
  return packed.length === bytes.length && packed.every((byte, at) => byte === bytes[at]) ? words : null;
}

function checkNumbers(operation: Int32Array, index: number): void {
  for (const field of FIELDS[operation[0]!]!) {
    const value = valueIn(operation, 0, field); // Words hold known kinds only.
    const number = field.kind.subject ? index - 1 - value : value - leastOf(field);
    if (number < 0) throw new RangeError(`a token holds no negative number (${number})`);
  }
}

const leastOf = ({ kind }: Field): number => Math.min(0, kind.least);

/** Whether another operation comes, and its kind; behind them each argument of each kind has a number. */
const MORE = 0;
const KIND = 1;
const argumentNumber = (kind: number, place: number): number => KIND + 1 + kind * 8 + place;

/**
 * Writes an operation, or reads it into `operation`: for a writer, what comes back is what was there.
 *
 * @returns false if what is read has no kind, or a number that its word does not hold
 */
function codeOperation(coder: BitCoder, operation: Int32Array, index: number): boolean {
  const kind = codeNumber(coder, KIND, operation[0]!); // Four words, here and below.
  const fields = FIELDS[kind];
  if (fields === undefined) return false;
  operation[0] = kind;
  return fields.every((field, place) => {
    const value = codeField(coder, argumentNumber(kind, place), field, valueIn(operation, 0, field), index);
    setValueIn(operation, 0, field, value);
    return valueIn(operation, 0, field) === value;
  });
}

function codeField(coder: BitCoder, number: number, field: Field, value: number, index: number): number {
  if (field.kind.subject) return index - 1 - codeNumber(coder, number, index - 1 - value);
  const least = leastOf(field);
  return codeNumber(coder, number, value - least) + least;
}

/** How many bits come behind the first 1 of the number after it, and then these bits, highest first. */
function codeNumber(coder: BitCoder, which: number, number: number): number {
  const next = number + 1;
  let length = 0;
  while (length < 31 && coder.code(contextOf(which, length, 0), Number(next >= 2 ** (length + 1))) === 1)
    length++;
  let prefix = 1;
  for (let bit = length - 1; bit >= 0; bit--)
    prefix = prefix * 2 + coder.code(contextOf(which, length, prefix), (next >>> bit) & 1);
  return prefix - 1;
}

/** @param prefix bits that are known, 0 while the length is not */
const contextOf = (which: number, length: number, prefix: number): number =>
  (which * 32 + length) * 2 ** 32 + prefix;
