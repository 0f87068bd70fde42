import { GFP, HIGHATOMIC, ISOLATE, MIGRATETYPES, MOVABLE, OWNERS } from '../../spec/index.ts';
import { ROW_WORDS } from '../buddy/rowRecord.ts';
import { LISTED } from '../memory/lruRecord.ts';
import {
  CLAIM_BITS,
  HEAD_BITS,
  NONE,
  ORDER_BITS,
  OWNER_SHIFT,
  PINNED,
  RANGE,
  USE_BITS,
  USED,
  ZONE_SHIFT,
} from '../memory/pageBits.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { LARGEST_CACHED_ORDER } from '../percpu/queueRecord.ts';
import { CEILING_SHIFT, LISTED_ROUTE, ROUTES_PER_NODE, TYPE_SHIFT } from '../requests/routeRecord.ts';
import { routeAt } from '../requests/routes.ts';
import {
  FREE_CMA_PAGES,
  FREE_HIGHATOMIC_PAGES,
  FREE_PAGES,
  LEVELS,
  LIMITS,
  ZONE_WORDS,
} from '../zones/zoneRecord.ts';
import { createFastBuddy } from './fastBuddy.ts';
import { createFastLru } from './fastLru.ts';
import { createFastQueues } from './fastQueues.ts';

/** Flags that ask for more than a block. */
const RARE_FLAGS = GFP.MIRROR | GFP.NOFAIL | GFP.RETRY_MAYFAIL | GFP.ZERO;
const BLOCK_BITS = HEAD_BITS | RANGE | PINNED;

/** What most requests come to, and most frees: a block of a private list, and a place there. */
export interface FastPath {
  /**
   * Serves a request from the private list of the first zone that it may look at, if there is a block and the zone is above its low
   * mark. Takes any numbers, as `allocate` does.
   *
   * @returns its first pfn, or NONE where anything more has to be thought of; then nothing has changed
   */
  readonly take: (order: number, gfp: number, node: number, cpu: number, owner: number) => number;
  /**
   * Frees an allocation to a private list; when that is full, a batch goes back to the buddy lists. Takes any numbers.
   *
   * @returns whether it did; otherwise nothing has changed
   */
  readonly keep: (pfn: number, order: number, cpu: number) => boolean;
}

/** Leaves everything to the long way. */
export const NO_FAST_PATH: FastPath = { take: () => NONE, keep: () => false };

/** The mechanisms that the fast path stands in for: an allocator that does one of them differently goes without it. */
const STANDS_FOR = [
  'place',
  'mayGive',
  'takeBlock',
  'queueOf',
  'refill',
  'giveBack',
  'keep',
  'putFree',
] as const;

/** The fast path of an allocator, unless one of its mechanisms is not that of `original`. */
export function fastPathOf(allocator: PageAllocator, original: PageAllocator): FastPath | null {
  if (STANDS_FOR.some((name) => allocator[name] !== original[name])) return null;
  const path = createFastPath(allocator);
  return allocator.memory.recordsOwners ? recording(path, allocator) : path;
}

/** A fast path that records who was given what. */
function recording({ take, keep }: FastPath, allocator: PageAllocator): FastPath {
  return {
    take: (order, gfp, node, cpu, owner) => {
      const pfn = take(order, gfp, node, cpu, owner);
      if (pfn >= 0) allocator.recordOwner(pfn, 1 << order);
      return pfn;
    },
    keep,
  };
}

/**
 * The steps of `allocate` and `free` that nearly all calls come to, each in one piece: what `place`, `mayGive`, `takeCached`,
 * `hold`, `enlist`, and `isAllocation`, `delist`, `giveBack`, `keep` do when nothing is special. Written as functions over
 * constant arrays, which the engine compiles to a fraction of the instructions, and so short that it takes them into whoever
 * calls them: there most of a request is constant, and so is what is worked out from it. A test holds the two ways against
 * each other, by every word of the state.
 */
function createFastPath(allocator: PageAllocator): FastPath {
  const { memory } = allocator;
  const { pages, zones, routes, heads, types } = memory;
  const { frameCount, pageblockOrder, maxOrder, nodeCount, cpuCount, poisonedInUse, userClock } = memory;
  const buddy = createFastBuddy(memory);
  const { take: takeFree, put: putFree } = buddy;
  const { enlist, delist } = createFastLru(memory);
  const { take: takeCached, put: putCached } = createFastQueues(allocator, buddy);
  /** Larger blocks may consist of pageblocks of several types. */
  const largest = Math.min(pageblockOrder, maxOrder);

  const take = (order: number, gfp: number, node: number, cpu: number, owner: number): number => {
    if (order >>> 0 > maxOrder || gfp & RARE_FLAGS) return NONE;
    if (node >>> 0 >= nodeCount || cpu >>> 0 >= cpuCount || owner >>> 0 >= OWNERS) return NONE;
    const route = routes[node * ROUTES_PER_NODE + routeAt(gfp)]!;
    if (route < 0) return NONE;
    const zone = route & 0xff;
    const type = (route >> TYPE_SHIFT) & 3;
    // Whether the zone is above its low mark after the request, and has a block of the request's own type.
    const record = zone * ZONE_WORDS;
    const rest = zones[record + FREE_PAGES]! - zones[record + FREE_HIGHATOMIC_PAGES]! + 1 - (1 << order);
    const limit = zones[record + LIMITS + ((route >> CEILING_SHIFT) & 3) * LEVELS]!;
    if (rest <= (type === MOVABLE ? limit : limit + zones[record + FREE_CMA_PAGES]!)) return NONE;
    let pfn = NONE;
    if (order > LARGEST_CACHED_ORDER) pfn = takeFree(order, zone, type);
    else if (heads[((zone * MIGRATETYPES + type) * ROW_WORDS) | ORDER_BITS]! >>> order !== 0)
      pfn = takeCached(order, zone, type, cpu);
    if (pfn < 0) return NONE;
    const word = (pages[pfn]! & ~USE_BITS) | USED | order | (route & CLAIM_BITS) | (owner << OWNER_SHIFT);
    pages[pfn] = word;
    if (route & LISTED_ROUTE) enlist(pfn, word);
    return pfn;
  };

  const keep = (pfn: number, order: number, cpu: number): boolean => {
    if (pfn >>> 0 >= frameCount || order >>> 0 > largest || cpu >>> 0 >= cpuCount) return false;
    if (poisonedInUse[0] !== 0) return false;
    const word = pages[pfn]!;
    if ((word & BLOCK_BITS) !== (USED | order)) return false;
    const type = types[pfn >> pageblockOrder]!;
    if (type >= (order > LARGEST_CACHED_ORDER ? HIGHATOMIC : ISOLATE)) return false;
    if (userClock[0] === LISTED) delist(pfn, word);
    const zone = (word >>> ZONE_SHIFT) & 0xff;
    if (order <= LARGEST_CACHED_ORDER) putCached(pfn, order, zone, type, cpu);
    else putFree(pfn, order, zone, type);
    return true;
  };

  return { take, keep };
}
