import { GFP, MOVABLE } from '../../spec/index.ts';
import { ROW_WORDS, ROWS_PER_ZONE } from '../buddy/rowRecord.ts';
import { LISTED } from '../memory/lruRecord.ts';
import {
  BUDDY_BITS,
  CLAIM_BITS,
  FREE,
  HEAD_BITS,
  NONE,
  ORDER_BITS,
  OWNER_SHIFT,
  OWNER_WIDTH,
  PINNED,
  RANGE,
  USE_BITS,
  USED,
  ZONE_SHIFT,
} from '../memory/pageBits.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { CACHED_PAGES, LARGEST_CACHED_ORDER, LAST, QUEUE_WORDS } from '../percpu/queueRecord.ts';
import {
  CEILING_SHIFT,
  LISTED_ROUTE,
  ROUTE_ZONE_SHIFT,
  ROUTES_PER_NODE,
  ROW_BITS,
} from '../requests/routeRecord.ts';
import { routeAt } from '../requests/routes.ts';
import {
  FREE_CMA_PAGES,
  FREE_HIGHATOMIC_PAGES,
  FREE_PAGES,
  FULL_PAGES,
  LIMITS,
  ZONE_WORDS,
} from '../zones/zoneRecord.ts';
import { createFastBuddy } from './fastBuddy.ts';
import { createFastLru } from './fastLru.ts';
import type { FastPath } from './fastPath.ts';
import { createFastQueues } from './fastQueues.ts';
import { PLACE_ROW } from './placeRecord.ts';
import { placesOf } from './places.ts';

/**
 * The steps of `allocate` and `free` that nearly all calls come to, each in one piece: what `place`, `mayGive`, `takeCached`,
 * `takeSmallest`, `hold`, `enlist`, and `isAllocation`, `delist`, `giveBack`, `keep`, `putFree` do when nothing is special. Written as
 * functions over constant arrays, which the engine compiles to a fraction of the instructions, and so short that it takes them into
 * whoever calls them. A test holds either way to the other, by every word of the state.
 *
 * Whether a block is one of private lists or of the buddy lists depends on its order alone, which no processor can foresee. So both are taken
 * and put alike, on one array, and what differs is worked out: `small` has all bits set for the former, and none for the latter.
 */
export function createFastPath(allocator: PageAllocator): FastPath {
  const { memory } = allocator;
  const { pages, links, routes, zones, heads, caches, types, state, pageblockOrder } = memory;
  const { poisonedInUse, userClock, effects, zoneCount } = memory;
  const buddy = createFastBuddy(memory);
  const { enlist, delist } = createFastLru(memory);
  const { refill, putBatchBack } = createFastQueues(allocator, buddy);
  const { take: takeFree, put: putFree } = buddy;
  const { keepsQueues } = effects;
  const places = placesOf(memory);
  const rows = zoneCount * ROWS_PER_ZONE;
  // Wide numbers are shorter as variables.
  const rareFlags = GFP.MIRROR | GFP.NOFAIL | GFP.RETRY_MAYFAIL | GFP.ZERO;
  const rowBits = ROW_BITS;
  const claimBits = CLAIM_BITS;
  const blockBits = HEAD_BITS | RANGE | PINNED;
  const buddyBits = BUDDY_BITS;
  const freeBits = ~USE_BITS;
  const keptBits = ~USE_BITS | ORDER_BITS;
  /** Where pageblocks of the mirror come first, there is more to think of. */
  const largestTaken = memory.prefersMirror ? LARGEST_CACHED_ORDER : memory.maxOrder;
  /** Larger blocks may consist of pageblocks of several types. */
  const largestKept = Math.min(pageblockOrder, memory.maxOrder);

  const take = (order: number, gfp: number, node: number, cpu: number, owner?: number): number => {
    // Where nobody is named as owner, both uses make it 0.
    if (gfp & rareFlags || owner! >>> OWNER_WIDTH || order >>> 0 > largestTaken) return NONE;
    const route = routes[node * ROUTES_PER_NODE + routeAt(gfp)]!;
    const row = route & rowBits;
    const place = (cpu * rows + row) * PLACE_ROW + order * 2;
    const list = places[place];
    if (!(route >= 0) || list === undefined) return NONE; // Nor are there any for a node or a CPU that is not.
    // Whether the zone is above its low mark after the request, and has a block of the request's own type.
    const marks = zones;
    const zone = (row >> ROUTE_ZONE_SHIFT) * ZONE_WORDS;
    const free = marks[zone + FREE_PAGES]!;
    const cma = marks[zone + FREE_CMA_PAGES]!;
    const limit = marks[zone + LIMITS + ((route >> (CEILING_SHIFT - 2)) & 12)]!;
    if (
      free - (cma & ((row & MOVABLE) - 1)) - marks[zone + FREE_HIGHATOMIC_PAGES]! < limit + (1 << order) ||
      (cma * 2 > free && row & MOVABLE && order > LARGEST_CACHED_ORDER) ||
      heads[row * ROW_WORDS + ORDER_BITS]! >>> order === 0
    )
      return NONE;
    const words = state;
    let pfn = words[list]!;
    if (pfn >= 0) {
      const after = links[pfn << 1]!;
      const count = places[place + 1]!;
      words[list] = after;
      words[count] = words[count]! - (1 << order);
      if (after < 0) noteEmpty(row, order);
    } else {
      pfn = takeElsewhere(order, row, cpu);
      if (pfn < 0) return NONE;
    }
    const word = (pages[pfn]! & freeBits) | USED | order | (route & claimBits) | (owner! << OWNER_SHIFT);
    pages[pfn] = word;
    if (route & LISTED_ROUTE) enlist(pfn, word);
    return pfn;
  };

  const noteEmpty = (row: number, order: number): void => {
    const mask = row * ROW_WORDS + ORDER_BITS;
    if (order > LARGEST_CACHED_ORDER) heads[mask] = heads[mask]! & ~(1 << order);
  };

  /** There is no block of that order: a private list is filled, or a larger block is split. */
  const takeElsewhere = (order: number, row: number, cpu: number): number => {
    const zone = row >> ROUTE_ZONE_SHIFT;
    const type = row & (ROWS_PER_ZONE - 1);
    if (order > LARGEST_CACHED_ORDER) return takeFree(order, zone, type);
    const queue = (cpu * zoneCount + zone) * QUEUE_WORDS;
    const pfn = refill(queue, order, zone, type);
    if (pfn < 0) return NONE;
    caches[queue | (order << 2) | type] = links[pfn << 1]!;
    caches[queue | CACHED_PAGES] = caches[queue | CACHED_PAGES]! - (1 << order);
    return pfn;
  };

  const keep = (pfn: number, order: number, cpu: number): boolean => {
    const all = pages;
    const word = all[pfn]!; // None where there is no page, and so no use.
    if (order >>> 0 > largestKept || (word & blockBits) !== (USED | order) || poisonedInUse[0] !== 0)
      return false;
    const zone = (word >>> ZONE_SHIFT) & 0xff;
    const row = zone * ROWS_PER_ZONE + types[pfn >> pageblockOrder]!;
    const place = (cpu * rows + row) * PLACE_ROW + order * 2;
    const list = places[place]!;
    if (!(list >= 0)) return false; // Nor is there one for a CPU that is not.
    if (userClock[0] === LISTED) delist(pfn, word);
    const small = (order - (LARGEST_CACHED_ORDER + 1)) >> 31;
    if (((all[pfn ^ (1 << order)]! ^ word) & buddyBits) === ((USED ^ FREE) | small)) {
      putFree(pfn, order, zone, row & (ROWS_PER_ZONE - 1));
      return true;
    }
    all[pfn] = (word & keptBits) | (FREE << (small & 1));
    const words = state;
    const first = words[list]!;
    links[pfn << 1] = first;
    words[list] = pfn;
    if (first >= 0) links[(first << 1) | 1] = pfn;
    else noteFirst(list, order, row, pfn);
    const count = places[place + 1]!;
    const there = words[count]! + (1 << order);
    words[count] = there;
    if (keepsQueues || (there & small) >= zones[FULL_PAGES + zone * ZONE_WORDS]!)
      afterKeeping(pfn, order, zone, cpu);
    return true;
  };

  const noteFirst = (list: number, order: number, row: number, pfn: number): void => {
    const mask = row * ROW_WORDS + ORDER_BITS;
    if (order > LARGEST_CACHED_ORDER) heads[mask] = heads[mask]! | (1 << order);
    else state[list + LAST] = pfn;
  };

  const afterKeeping = (pfn: number, order: number, zone: number, cpu: number): void => {
    if (order > LARGEST_CACHED_ORDER) return;
    if (keepsQueues) effects.cached(pfn, order);
    const queue = (cpu * zoneCount + zone) * QUEUE_WORDS;
    if (caches[queue | CACHED_PAGES]! >= zones[FULL_PAGES + zone * ZONE_WORDS]!)
      putBatchBack(queue, order, zone);
  };

  return { take, keep };
}
