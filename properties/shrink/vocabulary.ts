import type { Layout } from '../../spec/layout/layout.ts';
import { OPERATION, type OperationKind } from '../../spec/operations/operation.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import { argumentEnds } from '../scenario/argumentEnds.ts';
import { FIELDS, type Field, setValueIn } from '../scenario/fields.ts';
import { OPERATION_WORDS } from '../scenario/words.ts';

/**
 * Operations of some kinds with the arguments that mostly make a difference on a small machine (node 0, CPU 0, ranges of one page,
 * few pfns), those about an allocation with subject 0, in the order of their words: what a search for something shorter is made of.
 */
export function vocabularyOf(kinds: readonly OperationKind[], layout: Layout): Int32Array[] {
  const sorts = kinds.flatMap((kind) => sortsOf(OPERATION[kind], layout));
  return sorts.toSorted(compareOperations);
}

/** By kind, then by arguments, "for ever" and "all" behind all numbers: negative if the first comes first. */
export function compareOperations(one: Int32Array, other: Int32Array): number {
  for (let word = 0; word < OPERATION_WORDS; word++)
    if (one[word] !== other[word]) return (one[word]! >>> 0) - (other[word]! >>> 0); // Four words each.
  return 0;
}

function sortsOf(kind: number, layout: Layout): Int32Array[] {
  const plain = new Int32Array(OPERATION_WORDS);
  plain[0] = kind;
  let sorts: Int32Array[] = [plain];
  for (const field of FIELDS[kind]!) {
    const values = field.argument === 'order' && kind !== OPERATION.allocate ? [0] : valuesOf(field, layout);
    sorts = sorts.flatMap((sort) => values.map((value) => withValue(sort, field, value)));
  }
  return kind === OPERATION.allocate ? sorts.filter((sort) => isTelling(sort, layout)) : sorts;
}

function withValue(sort: Int32Array, field: Field, value: number): Int32Array {
  const changed = sort.slice();
  setValueIn(changed, 0, field, value);
  return changed;
}

/** All orders of the two usual classes; of the others the least and the largest; and one page of a process. */
function isTelling(sort: Int32Array, { geometry }: Layout): boolean {
  const order = sort[1]! & 255;
  const requestClass = (sort[1]! >> 8) & 255;
  if (sort[1]! >> 16 !== 0) return order === 0 && requestClass === USER;
  return requestClass === KERNEL || requestClass === USER || order === 0 || order === geometry.maxOrder;
}

const KERNEL = requestClassNumber('kernel');
const USER = requestClassNumber('user');

function valuesOf({ argument, kind }: Field, layout: Layout): number[] {
  const ends = argumentEnds(layout);
  switch (argument) {
    case 'order':
      return range(ends.orders);
    case 'class':
      return range(REQUEST_CLASSES.length);
    case 'block':
      return range(ends.blocks);
    case 'pageblock':
      return range(ends.pageblocks);
    case 'pfn':
      return pfnsOf(ends.frames, 2 ** layout.geometry.pageblockOrder);
    case 'zone':
      return range(kind.most + 1);
    case 'pages':
      return [1];
    case 'retries':
      return [0, 1, -1];
    case 'owner':
      return [0, 1];
    default:
      return kind.names ? range(kind.names.length) : [Math.max(0, kind.least)];
  }
}

/** The first frames, since the very first are taken on most machines, and the beginnings of pageblocks. */
const pfnsOf = (frames: number, pageblockPages: number): number[] =>
  range(frames)
    .filter((pfn) => pfn < 4 || pfn % pageblockPages === 0)
    .slice(0, MOST_PFNS);

const MOST_PFNS = 16;

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);
