import * as spec from '../../spec/index.ts';
import * as bits from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import * as queueRecord from '../percpu/queueRecord.ts';
import { refillRest } from '../percpu/refill.ts';
import * as zoneRecord from '../zones/zoneRecord.ts';
import type { FastBuddy } from './fastBuddy.ts';

const { HIGHATOMIC, MOVABLE } = spec;
const { CACHED, NEXT, NONE, ORDER_BITS, PAGE_WORDS, PREV, USE_BITS, ZONE_SHIFT } = bits;
const { CACHED_PAGES, LAST, LISTS_PER_QUEUE, QUEUE_WORDS } = queueRecord;
const { BATCH_PAGES, FULL_PAGES, ZONE_WORDS } = zoneRecord;

/** The private lists of the CPUs: `takeCached` and `refill`, `putCached` and `putBackPages`. */
export interface FastQueues {
  /** Takes a block, after a refill if need be. @returns its first pfn, or NONE and nothing has changed */
  readonly take: (order: number, zone: number, type: number, cpu: number) => number;
  /** Keeps a block that carries nothing of its use any more; when the lists are full, a batch goes back. */
  readonly put: (pfn: number, order: number, zone: number, type: number, cpu: number) => void;
}

export function createFastQueues(allocator: PageAllocator, buddy: FastBuddy): FastQueues {
  const { pages, caches, zones, types, pageblockOrder, zoneCount, effects } = allocator.memory;

  const take = (order: number, zone: number, type: number, cpu: number): number => {
    const queue = Math.imul(Math.imul(cpu, zoneCount) + zone, QUEUE_WORDS);
    const list = queue + (order << 2) + type;
    if (caches[list]! < 0 && !refill(queue, list, order, zone, type)) return NONE;
    const pfn = caches[list]!;
    const second = pages[Math.imul(pfn, PAGE_WORDS) + NEXT]!;
    caches[list] = second;
    if (second >= 0) pages[Math.imul(second, PAGE_WORDS) + PREV] = NONE;
    else caches[list + LAST] = NONE;
    caches[queue + CACHED_PAGES] = caches[queue + CACHED_PAGES]! - (1 << order);
    return pfn;
  };

  /** With blocks of the request's own type as far as there are any. @returns whether there was one */
  const refill = (queue: number, list: number, order: number, zone: number, type: number): boolean => {
    const record = Math.imul(zone, ZONE_WORDS);
    const room = zones[record + FULL_PAGES]! - 1 - caches[queue + CACHED_PAGES]!;
    const wanted = Math.max(Math.min(zones[record + BATCH_PAGES]!, room) >> order, 1);
    for (let count = 0; count < wanted; count++) {
      const pfn = buddy.take(order, zone, type);
      if (pfn < 0) {
        if (count > 0) refillRest(allocator, queue, zone, type, order, wanted - count);
        return count > 0;
      }
      append(pfn, order, queue, list);
      effects.took(pfn, order);
    }
    return true;
  };

  const append = (pfn: number, order: number, queue: number, list: number): void => {
    const page = Math.imul(pfn, PAGE_WORDS);
    const before = caches[list + LAST]!;
    pages[page] = pages[page]! | CACHED | order;
    pages[page + NEXT] = NONE;
    pages[page + PREV] = before;
    caches[list + LAST] = pfn;
    if (before >= 0) pages[Math.imul(before, PAGE_WORDS) + NEXT] = pfn;
    else caches[list] = pfn;
    caches[queue + CACHED_PAGES] = caches[queue + CACHED_PAGES]! + (1 << order);
  };

  const put = (pfn: number, order: number, zone: number, type: number, cpu: number): void => {
    const queue = Math.imul(Math.imul(cpu, zoneCount) + zone, QUEUE_WORDS);
    const list = queue + (order << 2) + (type < HIGHATOMIC ? type : MOVABLE);
    const page = Math.imul(pfn, PAGE_WORDS);
    const first = caches[list]!;
    pages[page] = pages[page]! | CACHED | order;
    pages[page + NEXT] = first;
    pages[page + PREV] = NONE;
    caches[list] = pfn;
    if (first >= 0) pages[Math.imul(first, PAGE_WORDS) + PREV] = pfn;
    else caches[list + LAST] = pfn;
    const count = caches[queue + CACHED_PAGES]! + (1 << order);
    caches[queue + CACHED_PAGES] = count;
    effects.cached(pfn, order);
    const record = Math.imul(zone, ZONE_WORDS);
    if (count >= zones[record + FULL_PAGES]!) putBatchBack(queue, order, zones[record + BATCH_PAGES]!);
  };

  const putBatchBack = (queue: number, order: number, batch: number): void => {
    const enough = Math.max(caches[queue + CACHED_PAGES]! - batch, 0);
    let place = order << 2;
    let empty = 0;
    while (caches[queue + CACHED_PAGES]! > enough) {
      const pfn = caches[queue + place + LAST]!;
      if (pfn >= 0) {
        putColdestBack(pfn, queue, queue + place);
        empty = 0;
      } else if (++empty > LISTS_PER_QUEUE)
        throw new Error('private lists hold less than is counted on them');
      else place = (place + 1) % LISTS_PER_QUEUE;
    }
  };

  const putColdestBack = (pfn: number, queue: number, list: number): void => {
    const page = Math.imul(pfn, PAGE_WORDS);
    const word = pages[page]!;
    const order = word & ORDER_BITS;
    const before = pages[page + PREV]!;
    caches[list + LAST] = before;
    if (before >= 0) pages[Math.imul(before, PAGE_WORDS) + NEXT] = NONE;
    else caches[list] = NONE;
    caches[queue + CACHED_PAGES] = caches[queue + CACHED_PAGES]! - (1 << order);
    effects.putBack(pfn, order);
    const type = types[pfn >> pageblockOrder]!;
    if (!buddy.mayPut(order, type)) return allocator.putFree(pfn, order);
    pages[page] = word & ~USE_BITS;
    buddy.put(pfn, order, (word >>> ZONE_SHIFT) & 0xff, type);
  };

  return { take, put };
}
