import { CACHED, HEAD_BITS, NONE, ORDER_BITS, ZONE_SHIFT } from '../memory/pageBits.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { CACHED_PAGES, LAST, LISTS_PER_QUEUE } from '../percpu/queueRecord.ts';
import { refillRest } from '../percpu/refill.ts';
import { BATCH_PAGES, FULL_PAGES, ZONE_WORDS } from '../zones/zoneRecord.ts';
import type { FastBuddy } from './fastBuddy.ts';

/** Filling a private list that is empty and emptying those that are full, where nothing is special. */
export interface FastQueues {
  /** Fills an empty list. @returns its first block; NONE if there was none of the request's own type, and nothing has changed */
  readonly refill: (queue: number, order: number, zone: number, type: number) => number;
  /** Gives a batch back to the buddy lists, the coldest blocks of `order` first. */
  readonly putBatchBack: (queue: number, order: number, zone: number) => void;
}

export function createFastQueues(allocator: PageAllocator, buddy: FastBuddy): FastQueues {
  const { pages, links, caches, zones, types, pageblockOrder, effects } = allocator.memory;
  const { take: takeFree, mayPut, put: putFree } = buddy;

  const refill = (queue: number, order: number, zone: number, type: number): number => {
    const record = zone * ZONE_WORDS;
    const list = queue | (order << 2) | type;
    const room = zones[record + FULL_PAGES]! - 1 - caches[queue + CACHED_PAGES]!;
    const wanted = Math.max(Math.min(zones[record + BATCH_PAGES]!, room) >> order, 1);
    for (let count = 0; count < wanted; count++) {
      const pfn = takeFree(order, zone, type);
      if (pfn < 0) {
        if (count > 0) refillRest(allocator, queue, zone, type, order, wanted - count);
        break;
      }
      append(pfn, order, queue, list);
      effects.took(pfn, order);
    }
    return caches[list]!;
  };

  const append = (pfn: number, order: number, queue: number, list: number): void => {
    const before = caches[list + LAST]!;
    pages[pfn] = (pages[pfn]! & ~HEAD_BITS) | CACHED | order;
    links[pfn << 1] = NONE;
    caches[list + LAST] = pfn;
    if (caches[list]! < 0) caches[list] = pfn;
    else {
      links[(pfn << 1) | 1] = before;
      links[before << 1] = pfn;
    }
    caches[queue + CACHED_PAGES] = caches[queue + CACHED_PAGES]! + (1 << order);
  };

  const putBatchBack = (queue: number, order: number, zone: number): void => {
    const batch = zones[zone * ZONE_WORDS + BATCH_PAGES]!;
    const enough = Math.max(caches[queue + CACHED_PAGES]! - batch, 0);
    let place = order << 2;
    let empty = 0;
    while (caches[queue + CACHED_PAGES]! > enough) {
      if (caches[queue + place]! >= 0) {
        putColdestBack(queue, queue + place);
        empty = 0;
      } else if (++empty > LISTS_PER_QUEUE)
        throw new Error('private lists hold less than is counted on them');
      else place = (place + 1) % LISTS_PER_QUEUE;
    }
  };

  const putColdestBack = (queue: number, list: number): void => {
    const pfn = caches[list + LAST]!;
    const word = pages[pfn]!;
    const order = word & ORDER_BITS;
    if (caches[list] === pfn) caches[list] = NONE;
    else {
      const before = links[(pfn << 1) | 1]!;
      caches[list + LAST] = before;
      links[before << 1] = NONE;
    }
    caches[queue + CACHED_PAGES] = caches[queue + CACHED_PAGES]! - (1 << order);
    effects.putBack(pfn, order);
    const type = types[pfn >> pageblockOrder]!;
    if (!mayPut(order, type)) return allocator.putFree(pfn, order);
    putFree(pfn, order, (word >>> ZONE_SHIFT) & 0xff, type);
  };

  return { refill, putBatchBack };
}
