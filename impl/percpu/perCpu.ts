import * as spec from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import * as word from '../memory/pageWord.ts';
import { nextOf, previousOf } from '../memory/pageWord.ts';
import * as zone from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import * as queue from './queueRecord.ts';

const { HIGHATOMIC, ISOLATE, MOVABLE } = spec;
const { CACHED, NONE, USE_BITS } = word;
const { BATCH_PAGES, FULL_PAGES } = zone;
const { CACHED_PAGES, LARGEST_CACHED_ORDER, LAST, QUEUE_WORDS } = queue;

/** Index of the record of a CPU and zone, which is also its first list. */
export const queueOf = (memory: Memory, cpu: number, zone: number): number =>
  Math.imul(Math.imul(cpu, memory.zoneCount) + zone, QUEUE_WORDS);

/** Index of the first block of a list; its last is `LISTS_PER_QUEUE` behind. */
export const cacheListOf = (queue: number, order: number, type: number): number => queue + order * 4 + type;

/** Index of the page count of a record. */
export const countOf = (queue: number): number => queue + CACHED_PAGES;

/** CMA pages wait among the movable ones; only a movable request takes from there. */
export const cachedType = (type: number): number => (type < HIGHATOMIC ? type : MOVABLE);

/** Whether a freed block may wait on a private list: a withheld page must not slip away there, nor one of the mirror. */
export const isCacheable = (memory: Memory, pfn: number, order: number): boolean =>
  order <= LARGEST_CACHED_ORDER &&
  memory.types[pfn >> memory.pageblockOrder]! < ISOLATE &&
  (order <= memory.pageblockOrder || !reachesIsolated(memory, pfn, order));

/** Only where pageblocks are smaller than the blocks that private lists hold. */
function reachesIsolated({ types, pageblockOrder }: Memory, pfn: number, order: number): boolean {
  const end = (pfn + (1 << order)) >> pageblockOrder;
  for (let pageblock = pfn >> pageblockOrder; pageblock < end; pageblock++)
    if (types[pageblock] === ISOLATE) return true;
  return false;
}

/** Empties all records. */
export function clearCaches(caches: Int32Array): void {
  caches.fill(NONE);
  for (let queue = 0; queue < caches.length; queue += QUEUE_WORDS) caches[countOf(queue)] = 0;
}

/** Takes the block that was freed last, its content still warm, or NONE. */
export function takeCached(memory: Memory, queue: number, order: number, type: number): number {
  const { links, caches } = memory;
  const list = cacheListOf(queue, order, type);
  const pfn = caches[list]!;
  if (pfn < 0) return NONE;
  caches[list] = links[nextOf(pfn)]!;
  caches[countOf(queue)]! -= 1 << order;
  return pfn;
}

/** Takes the block that waited longest, or NONE. Its order stays in its word. */
export function takeColdest(memory: Memory, queue: number, list: number, order: number): number {
  const { links, caches } = memory;
  const first = caches[list]!;
  if (first < 0) return NONE;
  const pfn = caches[list + LAST]!;
  if (first === pfn) caches[list] = NONE;
  else {
    const before = links[previousOf(pfn)]!;
    caches[list + LAST] = before;
    links[nextOf(before)] = NONE;
  }
  caches[countOf(queue)]! -= 1 << order;
  return pfn;
}

/** Keeps a freed block on the private list of its pageblock's type. */
export function putCached(memory: Memory, queue: number, pfn: number, order: number): void {
  const { pages, links, caches } = memory;
  const list = cacheListOf(queue, order, cachedType(memory.types[pfn >> memory.pageblockOrder]!));
  const first = caches[list]!;
  pages[pfn] = (pages[pfn]! & ~USE_BITS) | CACHED | order;
  links[nextOf(pfn)] = first;
  caches[list] = pfn;
  if (first >= 0) links[previousOf(first)] = pfn;
  else caches[list + LAST] = pfn;
  caches[countOf(queue)]! += 1 << order;
}

/** Appends a block that came from the buddy lists: refilled blocks are served in the order in which they came. */
export function appendTaken(memory: Memory, queue: number, list: number, pfn: number, order: number): void {
  const { pages, links, caches } = memory;
  const before = caches[list + LAST]!;
  pages[pfn]! |= CACHED | order;
  links[nextOf(pfn)] = NONE;
  caches[list + LAST] = pfn;
  if (caches[list]! < 0) caches[list] = pfn;
  else {
    links[previousOf(pfn)] = before;
    links[nextOf(before)] = pfn;
  }
  caches[countOf(queue)]! += 1 << order;
}

/**
 * Blocks of an order that one refill asks for: a batch, as far as the lists of the CPU do not become full by it, but at least
 * one block. Source: nr_pcp_alloc, mm/page_alloc.c.
 */
export function refillCount({ zones, caches }: Memory, queue: number, zone: number, order: number): number {
  const room = zones[fieldOf(zone, FULL_PAGES)]! - 1 - caches[countOf(queue)]!;
  return Math.max(Math.min(zones[fieldOf(zone, BATCH_PAGES)]!, room) >> order, 1);
}
