import type { Layout } from '../../spec/layout/layout.ts';
import { ARGUMENTS, type ArgumentName, RETRY_FOREVER } from '../../spec/operations/arguments.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { FIELDS, type Field, setValueIn, valueIn } from '../scenario/fields.ts';
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

/** The field of that name in whatever operations have it. */
function plain(argument: ArgumentName, more: Partial<Pick<PlainField, 'least' | 'keyOf'>> = {}): PlainField {
  const byKind = FIELDS.map((fields) => fields.find((field) => field.argument === argument));
  const fieldAt = (words: OperationWords, index: number): Field | undefined =>
    byKind[words[index * OPERATION_WORDS] ?? -1];
  return {
    name: argument,
    valueAt: (words, index) => {
      const field = fieldAt(words, index);
      return field ? valueIn(words, index * OPERATION_WORDS, field) : -1;
    },
    set: (words, index, value) => {
      const field = fieldAt(words, index);
      if (field) setValueIn(words, index * OPERATION_WORDS, field, value);
    },
    least: () => Math.max(0, ARGUMENTS[argument].least),
    ...more,
  };
}

const firstWord = (words: OperationWords, index: number): number => words[index * OPERATION_WORDS + 1] ?? -1;

const order = plain('order');

/** In the order they are tried: what makes most of a scenario look alike comes first. */
export const PLAIN_FIELDS: readonly PlainField[] = [
  plain('cpu'),
  plain('cpus'),
  owner(),
  plain('node'),
  order,
  plain('class'), // Numbered with the plainest first: kernel, then user.
  plain('term', { keyOf: firstWord }),
  plain('pages', { least: () => 1 }),
  plain('zone'),
  plain('block', { keyOf: firstWord, least: firstBlock }),
  plain('pageblock', { keyOf: firstWord, least: firstPageblock }),
  plain('to'),
  plain('error'),
  plain('pfn', { least: firstPfn }),
  plain('offset'),
  plain('area'),
  plain('align'),
  plain('scale'),
  plain('exact'),
  plain('privilege'),
  retries(),
  plain('point'),
  plain('count'),
];

/** What is about one process is lowered together. */
function owner(): PlainField {
  const field = plain('owner', { least: () => 0 });
  return { ...field, keyOf: (words, index) => field.valueAt(words, index) };
}

/** For ever is less plain than any number of rounds that a scenario asks for. */
function retries(): PlainField {
  const field = plain('retries');
  const valueAt: PlainField['valueAt'] = (words, index) => {
    const value = field.valueAt(words, index);
    const isKnob = words[index * OPERATION_WORDS] === OPERATION.setRetries;
    return isKnob && value === RETRY_FOREVER ? FOR_EVER : value;
  };
  return { ...field, valueAt };
}

const FOR_EVER = 32;

function firstPfn({ ranges }: Layout): number {
  return ranges[0]?.start ?? 0;
}

function firstPageblock(layout: Layout): number {
  return firstPfn(layout) >> layout.geometry.pageblockOrder;
}

function firstBlock(layout: Layout): number {
  return Math.floor(firstPfn(layout) / layout.geometry.memoryBlockPages);
}

/** A copy with the field set to `value` in some operations; offsets into a block that became smaller follow. */
export function withField(
  words: OperationWords,
  changing: PlainField,
  indices: readonly number[],
  value: number,
): OperationWords {
  const changed = words.slice();
  for (const index of indices) changing.set(changed, index, value);
  if (changing === order) clampOffsets(changed);
  return changed;
}

function clampOffsets(words: OperationWords): void {
  for (let index = 0; index < operationCount(words); index++) {
    const at = index * OPERATION_WORDS;
    if (words[at] !== OPERATION.poisonOf) continue;
    const pages = 2 ** Math.max(order.valueAt(words, words[at + 1]!), 0); // A subject without an order has one page to name.
    words[at + 2] = Math.min(words[at + 2]!, pages - 1);
  }
}
