import type { Layout } from '../../spec/layout/layout.ts';
import { OPERATION, type OperationKind } from '../../spec/operations/operation.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';

/** An argument that can be made plainer: a number that is lowered as far as the failure lets it. */
export interface PlainField {
  readonly name: string;
  /** Its value in an operation; -1 if the operation has none, or one that is not to be touched. */
  valueAt(words: OperationWords, index: number): number;
  set(words: OperationWords, index: number, value: number): void;
  /** The plainest value on a machine. */
  least(layout: Layout): number;
  /** Operations with the same key are lowered together: a pin and its unpin have one term. Default: each alone. */
  keyOf?(words: OperationWords, index: number): number;
}

/** For each kind that has the argument, which word of the operation holds it. */
type Places = Partial<Record<OperationKind, 1 | 2 | 3>>;

function field(
  name: string,
  places: Places,
  more: Partial<Pick<PlainField, 'least' | 'keyOf'>> = {},
): PlainField {
  const wordOf = new Uint8Array(64);
  for (const [kind, word] of Object.entries(places)) wordOf[OPERATION[kind as OperationKind]] = word; // Keys of Places.
  const place = (words: OperationWords, index: number): number =>
    wordOf[words[index * OPERATION_WORDS] ?? 63] ?? 0;
  return {
    name,
    valueAt: (words, index) => {
      const word = place(words, index);
      return word === 0 ? -1 : words[index * OPERATION_WORDS + word]!; // Four words an operation.
    },
    set: (words, index, value) => {
      words[index * OPERATION_WORDS + place(words, index)] = value;
    },
    least: () => 0,
    ...more,
  };
}

const firstWord = (words: OperationWords, index: number): number => words[index * OPERATION_WORDS + 1] ?? -1;

const isAllocate = (words: OperationWords, index: number): boolean =>
  words[index * OPERATION_WORDS] === OPERATION.allocate;

const order: PlainField = {
  name: 'order',
  valueAt: (words, index) => (isAllocate(words, index) ? firstWord(words, index) & 255 : -1),
  set: (words, index, value) => {
    words[index * OPERATION_WORDS + 1] = (firstWord(words, index) & ~255) | value;
  },
  least: () => 0,
};

/** Classes are numbered with the plainest first: kernel, then user. */
const requestClass: PlainField = {
  name: 'class',
  valueAt: (words, index) => (isAllocate(words, index) ? firstWord(words, index) >> 8 : -1),
  set: (words, index, value) => {
    words[index * OPERATION_WORDS + 1] = (firstWord(words, index) & 255) | (value << 8);
  },
  least: () => 0,
};

/** In the order they are tried: what makes most of a scenario look alike comes first. */
export const PLAIN_FIELDS: readonly PlainField[] = [
  field('cpu', { allocate: 3, free: 2, drain: 1 }),
  field('node', { allocate: 2, reclaim: 2 }),
  order,
  requestClass,
  field('term', { pin: 2, unpin: 2 }, { keyOf: firstWord }),
  field('pages', { reclaim: 1 }, { least: () => 1 }),
  field('zone', { reclaim: 3 }),
  field('block', { offline: 1, online: 1 }, { keyOf: firstWord, least: firstBlock }),
  field('to', { online: 2 }),
  field('error', { poison: 2, poisonOf: 3 }),
  field('pfn', { poison: 1 }, { least: firstPfn }),
  field('offset', { poisonOf: 2 }),
];

function firstPfn({ ranges }: Layout): number {
  return ranges[0]?.start ?? 0;
}

function firstBlock(layout: Layout): number {
  return Math.floor(firstPfn(layout) / layout.geometry.memoryBlockPages);
}

/** A copy with the field set to `value` in some operations; offsets into a block that became smaller follow. */
export function withField(
  words: OperationWords,
  plain: PlainField,
  indices: readonly number[],
  value: number,
): OperationWords {
  const changed = words.slice();
  for (const index of indices) plain.set(changed, index, value);
  if (plain === order) clampOffsets(changed);
  return changed;
}

function clampOffsets(words: OperationWords): void {
  for (let index = 0; index < operationCount(words); index++) {
    const at = index * OPERATION_WORDS;
    if (words[at] !== OPERATION.poisonOf) continue;
    const pages = 2 ** Math.max(order.valueAt(words, words[at + 1]!), 0); // The subject is an allocate.
    words[at + 2] = Math.min(words[at + 2]!, pages - 1);
  }
}
