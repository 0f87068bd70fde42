import { HIGHATOMIC, ISOLATE, MOVABLE } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { CACHED, HEAD_BITS, NONE, orderIn, USE_BITS, zoneIn } from '../memory/pageWord.ts';
import { pushFirst, pushLast, unlink } from '../memory/queues.ts';

/**
 * The private lists of a CPU (`struct per_cpu_pages`): for each zone, order 0 to 3 and ordinary type a list of free blocks that
 * the buddy lists count as taken. They save most requests the search, the split and the merge.
 */
export const LARGEST_CACHED_ORDER = 3;

/** Four orders of three types; the fourth place of each order stays empty. */
export const LISTS_PER_QUEUE = 16;

/** Where the pages of a CPU and zone are counted; times {@link LISTS_PER_QUEUE}, its first list. */
export const queueOf = (memory: Memory, cpu: number, zone: number): number => cpu * memory.zoneCount + zone;

export const cacheListOf = (queue: number, order: number, type: number): number =>
  (queue << 4) | (order << 2) | type;

/** CMA pages wait among the movable ones; only a movable request takes from there. */
export const cachedType = (type: number): number => (type < HIGHATOMIC ? type : MOVABLE);

/** Whether a freed block may wait on a private list: a withheld page must not slip away there. */
export const isCacheable = (memory: Memory, pfn: number, order: number): boolean =>
  order <= LARGEST_CACHED_ORDER && memory.types[pfn >> memory.pageblockOrder] !== ISOLATE;

/** Takes the block that was freed last, its content still warm, or {@link NONE}. */
export function takeCached(memory: Memory, queue: number, list: number): number {
  const { cacheFirst, cacheLast, next, prev, words } = memory;
  const pfn = cacheFirst[list]!;
  if (pfn === NONE) return NONE;
  unlink(cacheFirst, cacheLast, next, prev, list, pfn);
  memory.cachePages[queue]! -= 1 << orderIn(words[pfn]!);
  words[pfn]! &= ~HEAD_BITS;
  return pfn;
}

/** Keeps a freed block on the private list of its pageblock's type. Answers the list. */
export function putCached(memory: Memory, cpu: number, pfn: number, order: number): number {
  const { cacheFirst, cacheLast, next, prev, words } = memory;
  const word = words[pfn]!;
  const queue = queueOf(memory, cpu, zoneIn(word));
  const list = cacheListOf(queue, order, cachedType(memory.types[pfn >> memory.pageblockOrder]!));
  words[pfn] = (word & ~USE_BITS) | CACHED | order;
  pushFirst(cacheFirst, cacheLast, next, prev, list, pfn);
  memory.cachePages[queue]! += 1 << order;
  memory.effects.cached(pfn, order);
  return list;
}

/** Appends a block that came from the buddy lists: refilled blocks are served in the order in which they came. */
export function appendTaken(memory: Memory, queue: number, list: number, pfn: number, order: number): void {
  const { cacheFirst, cacheLast, next, prev, words } = memory;
  words[pfn] = (words[pfn]! & ~USE_BITS) | CACHED | order;
  pushLast(cacheFirst, cacheLast, next, prev, list, pfn);
  memory.cachePages[queue]! += 1 << order;
  memory.effects.took(pfn, order);
}

/** Blocks of an order that one refill asks for: small zones would lose all they have to more than one. */
export const refillCount = (memory: Memory, zone: number, order: number): number =>
  Math.max(memory.batch[zone]! >> order, 1);
