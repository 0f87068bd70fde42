import * as word from '../memory/pageWord.ts';
import { orderIn, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import * as record from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { cacheListOf, countOf, putCached, takeColdest } from './perCpu.ts';
import { LISTS_PER_QUEUE } from './queueRecord.ts';

const { NONE } = word;
const { BATCH_PAGES, FULL_PAGES } = record;

/** Keeps a freed block; when the lists of the CPU are full, a batch goes back. Source: free_frozen_page_commit. */
export function keep(allocator: PageAllocator, pfn: number, order: number, cpu: number): void {
  const { memory } = allocator;
  const { caches, zones } = memory;
  const zone = zoneIn(memory.pages[pfn]!);
  const queue = allocator.queueOf(cpu, zone);
  putCached(memory, queue, pfn, order);
  memory.effects.cached(pfn, order);
  if (caches[countOf(queue)]! >= zones[fieldOf(zone, FULL_PAGES)]!)
    putBackPages(allocator, queue, order, zones[fieldOf(zone, BATCH_PAGES)]!);
}

/** Empties the private lists of one CPU. Source: drain_pages, mm/page_alloc.c. */
export function drainCpu(allocator: PageAllocator, cpu: number): void {
  const { memory } = allocator;
  for (let zone = 0; zone < memory.zoneCount; zone++) {
    const queue = allocator.queueOf(cpu, zone);
    const cached = memory.caches[countOf(queue)]!;
    if (cached > 0) putBackPages(allocator, queue, 0, cached);
  }
}

/**
 * Gives at least `pages` pages of a queue back, or all it has: the coldest blocks of the lists of `order` first, then those
 * of the lists behind them, round and round. Source: free_pcppages_bulk.
 */
export function putBackPages(allocator: PageAllocator, queue: number, order: number, pages: number): void {
  const { memory } = allocator;
  const enough = Math.max(memory.caches[countOf(queue)]! - pages, 0);
  let place = cacheListOf(0, order, 0);
  let empty = 0;
  while (memory.caches[countOf(queue)]! > enough) {
    const pfn = takeColdest(memory, queue, queue + place, place >> 2);
    if (pfn !== NONE) {
      putBack(allocator, pfn);
      empty = 0;
    } else if (++empty > LISTS_PER_QUEUE) throw new Error('private lists hold less than is counted on them');
    else place = (place + 1) % LISTS_PER_QUEUE;
  }
}

/** Freed under the type its pageblock has now: it may have been claimed or isolated while the block waited. */
function putBack(allocator: PageAllocator, pfn: number): void {
  const { memory } = allocator;
  const order = orderIn(memory.pages[pfn]!);
  memory.effects.putBack(pfn, order);
  allocator.putFree(pfn, order);
}
