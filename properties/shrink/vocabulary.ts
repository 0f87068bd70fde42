import type { Layout } from '../../spec/layout/layout.ts';
import { OPERATION, type OperationKind } from '../../spec/operations/operation.ts';
import { REQUEST_CLASSES, requestClassNumber } from '../../spec/requests/requestClass.ts';
import { argumentEnds } from '../scenario/argumentEnds.ts';
import { FIELDS, type Field, setValueIn } from '../scenario/fields.ts';
import { subjectCount } from '../scenario/subject.ts';
import { OPERATION_WORDS, type OperationWords, operationCount } from '../scenario/words.ts';

/**
 * Operations of some kinds with the arguments that mostly make a difference on a small machine (node 0, CPU 0, ranges of one page,
 * few pfns), those about an allocation with subject 0, in the order of their words: what a search for something shorter is made of.
 *
 * @param also operations that belong to it whatever their arguments are: those of the scenario that is to be shorter
 */
export function vocabularyOf(
  kinds: readonly OperationKind[],
  layout: Layout,
  also: OperationWords = new Int32Array(0),
  width: Width = 'all',
): Int32Array[] {
  const sorts = kinds.flatMap((kind) => {
    const all = sortsOf(OPERATION[kind], layout).sort(compareOperations);
    return all.filter((sort, place) => width === 'all' || !isRare(sort, place, width));
  });
  return [...sorts, ...sortsIn(also)]
    .sort(compareOperations)
    .filter((sort, place, sorted) => place === 0 || compareOperations(sort, sorted[place - 1]!) !== 0);
}

/**
 * How many arguments: all that are listed; or of the classes of requests only one for each claim; or only the first few of each
 * kind, and single pages for each claim.
 */
export type Width = 'all' | 'usual' | 'plainest';

/** The operations of a scenario, without what they are about. */
export function sortsIn(words: OperationWords): Int32Array[] {
  return Array.from({ length: operationCount(words) }, (_, index) => {
    const sort = words.slice(index * OPERATION_WORDS, (index + 1) * OPERATION_WORDS);
    return sort.fill(0, 1, 1 + subjectCount(sort[0]!)); // Words hold known kinds.
  });
}

/**
 * By kind, then by arguments, "for ever" and "all" behind all numbers: negative if the first comes first. Requests of rare classes come
 * behind everything else, since one of them may do the work of several plain operations.
 */
export function compareOperations(one: Int32Array, other: Int32Array): number {
  const rarity = Number(isOfRareClass(one)) - Number(isOfRareClass(other));
  if (rarity !== 0) return rarity;
  for (let word = 0; word < OPERATION_WORDS; word++)
    if (one[word] !== other[word]) return (one[word]! >>> 0) - (other[word]! >>> 0); // Four words each.
  return 0;
}

/** What is done with a page says where it goes; other classes of the same claim differ in what they may do to get it. */
const isOfRareClass = (operation: Int32Array): boolean =>
  operation[0] === OPERATION.allocate && !FIRST_OF_CLAIM[(operation[1]! >> 8) & 255];

/** A choice of blocks or of ceilings is kept. */
const FEW = 4;

/** @param place among the operations of its kind */
function isRare(operation: Int32Array, place: number, width: Width): boolean {
  if (operation[0] !== OPERATION.allocate) return width === 'plainest' && place >= FEW;
  return isOfRareClass(operation) || (width === 'plainest' && (operation[1]! & ~0xff00) !== 0);
}

const FIRST_OF_CLAIM: readonly boolean[] = REQUEST_CLASSES.map(
  ({ claim }, place) => REQUEST_CLASSES.findIndex((other) => other.claim === claim) === place,
);

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

/** All orders of the first class of each claim; of the others the least and the largest; and one page of a process. */
function isTelling(sort: Int32Array, { geometry }: Layout): boolean {
  const order = sort[1]! & 255;
  const requestClass = (sort[1]! >> 8) & 255;
  if (sort[1]! >> 16 !== 0) return order === 0 && requestClass === USER;
  return !isOfRareClass(sort) || order === 0 || order === geometry.maxOrder;
}

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
