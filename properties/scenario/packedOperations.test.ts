import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPERATION } from '../../spec/operations/operation.ts';
import { FIELDS, setValueIn } from './fields.ts';
import { packOperations, unpackOperations } from './packedOperations.ts';
import { subjectCount } from './subject.ts';
import { OPERATION_WORDS, type OperationWords } from './words.ts';

/** Numbers for one operation: its kind, and more than it has arguments. */
const numbers = fc.array(fc.oneof(fc.nat(9), fc.nat()), { minLength: 6, maxLength: 6 });

/** Any operations: arguments within their bounds, subjects earlier; the first, if it would have one, allocates instead. */
const anyOperations = fc.array(numbers, { maxLength: 40 }).map((drawn): OperationWords => {
  const words = new Int32Array(drawn.length * OPERATION_WORDS);
  drawn.forEach(([first, ...rest], index) => {
    const at = index * OPERATION_WORDS;
    const kind = first! % FIELDS.length; // There are six.
    words[at] = index === 0 && subjectCount(kind) > 0 ? OPERATION.allocate : kind;
    FIELDS[words[at]]!.forEach((field, place) => {
      const { least, most, subject } = field.kind;
      const largest = field.bits === 0 ? most : Math.min(most, 2 ** field.bits - 1);
      setValueIn(words, at, field, least + (rest[place]! % (subject ? index : largest - least + 1)));
    });
  });
  return words;
});

test('any operations come back', () => {
  fc.assert(
    fc.property(anyOperations, (words) => {
      expect(unpackOperations(Uint8Array.from(packOperations(words)))).toEqual(words);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('any bytes are refused, or are what their operations are packed into', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const words = unpackOperations(bytes);
      if (words !== null) expect(packOperations(words)).toEqual([...bytes]);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test('what is asked again and again costs less than a byte', () => {
  const words = Int32Array.from({ length: 300 * OPERATION_WORDS }, (_, at) =>
    at % OPERATION_WORDS === 1 ? 1027 : 0,
  );
  expect(packOperations(words).length).toBeLessThan(60);
});

test.each([
  ['no bytes', [], []],
  ['a byte too many', [...packOperations(Int32Array.of(34, 0, 0, 0)), 0], null],
  ['a thousand bytes of nothing but ones', Array<number>(1000).fill(255), null],
])('%s: %j', (_, bytes, words) => {
  expect(unpackOperations(Uint8Array.from(bytes))).toEqual(words && Int32Array.from(words));
});

test('a subject that is not earlier, and a number below its least, have no bytes', () => {
  const free = FIELDS.findIndex(([first]) => first?.kind.subject);
  expect(() => packOperations(Int32Array.of(free, 0, 0, 0))).toThrow(RangeError);
  expect(() => packOperations(Int32Array.of(0, 0, -1, 0))).toThrow('a token holds no negative number (-1)');
});
