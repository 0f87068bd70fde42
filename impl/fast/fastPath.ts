import * as spec from '../../spec/index.ts';
import * as lists from '../buddy/freeLists.ts';
import * as bits from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import * as queueRecord from '../percpu/queueRecord.ts';
import * as claims from '../requests/claims.ts';
import * as requestRoutes from '../requests/routes.ts';
import * as zoneRecord from '../zones/zoneRecord.ts';
import { createFastBuddy } from './fastBuddy.ts';
import { createFastLru } from './fastLru.ts';
import { createFastQueues } from './fastQueues.ts';

const { HIGHATOMIC, ISOLATE, MIGRATETYPES, MOVABLE, OWNERS } = spec;
const { MIRROR, NOFAIL, RETRY_MAYFAIL, ZERO } = spec.GFP;
const { ROW_WORDS } = lists;
const { CACHED, CLAIM_BITS, CLAIM_SHIFT, HEAD_BITS, NONE, ORDER_BITS } = bits;
const { OWNER_SHIFT, PINNED, RANGE, USE_BITS, USED, ZONE_SHIFT } = bits;
const { CACHED_PAGES, LARGEST_CACHED_ORDER, LAST, QUEUE_WORDS } = queueRecord;
const { USER_CLAIMS } = claims;
const { CEILING_SHIFT, LISTED_ROUTE, ROUTES_PER_NODE, routeAt, TYPE_SHIFT } = requestRoutes;
const { BATCH_PAGES, FREE_CMA_PAGES, FREE_HIGHATOMIC_PAGES, FREE_PAGES } = zoneRecord;
const { FULL_PAGES, LEVELS, LIMITS, ZONE_WORDS } = zoneRecord;

/** Flags that ask for more than a block. */
const RARE_FLAGS = MIRROR | NOFAIL | RETRY_MAYFAIL | ZERO;
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
  return STANDS_FOR.every((name) => allocator[name] === original[name]) ? createFastPath(allocator) : null;
}

/**
 * The steps of `allocate` and `free` that nearly all calls come to, each in one piece: what `place`, `mayGive`, `takeCached`,
 * `hold`, `enlist`, and `isAllocation`, `delist`, `giveBack`, `keep` do when nothing is special. Written as functions over
 * constant arrays, which the engine compiles to a fraction of the instructions; what happens now and then only is called, so that
 * the rest stays small. A test holds the two ways against each other, by every word of the state.
 */
function createFastPath(allocator: PageAllocator): FastPath {
  const { memory } = allocator;
  const { pages, links, zones, routes, heads, types, caches } = memory;
  const { poisonedInUse, upgraded, effects, recordsOwners } = memory;
  const { frameCount, pageblockOrder, maxOrder, zoneCount, nodeCount, cpuCount } = memory;
  const buddy = createFastBuddy(memory);
  const { take: takeFree, put: putFree } = buddy;
  const { enlist, delist } = createFastLru(memory);
  const { refill, putBatchBack } = createFastQueues(allocator, buddy);
  const { keepsQueues } = effects;
  /** Larger blocks may consist of pageblocks of several types. */
  const largest = Math.min(pageblockOrder, maxOrder);

  const take = (order: number, gfp: number, node: number, cpu: number, owner: number): number => {
    if (order >>> 0 > maxOrder || gfp & RARE_FLAGS || upgraded[0] !== 0) return NONE;
    if (node >>> 0 >= nodeCount || cpu >>> 0 >= cpuCount || owner >>> 0 >= OWNERS) return NONE;
    const route = routes[Math.imul(node, ROUTES_PER_NODE) + routeAt(gfp)]!;
    if (route < 0) return NONE;
    const zone = route & 0xff;
    const type = (route >> TYPE_SHIFT) & 3;
    // Whether the zone is above its low mark after the request, and has a block of the request's own type.
    const record = Math.imul(zone, ZONE_WORDS);
    let unusable = zones[record + FREE_HIGHATOMIC_PAGES]!;
    if (type !== MOVABLE) unusable = (unusable + zones[record + FREE_CMA_PAGES]!) | 0;
    const rest = (zones[record + FREE_PAGES]! - unusable + 1 - (1 << order)) | 0;
    const limit = LIMITS + Math.imul((route >> CEILING_SHIFT) & 3, LEVELS);
    if (rest <= zones[record + limit]!) return NONE;
    const row = Math.imul(Math.imul(zone, MIGRATETYPES) + type, ROW_WORDS);
    if (heads[row | ORDER_BITS]! >>> order === 0) return NONE;
    const use = USED | order | (route & CLAIM_BITS) | (owner << OWNER_SHIFT);
    if (order > LARGEST_CACHED_ORDER) return takeLarge(order, zone, type, use, route);
    const queue = Math.imul(Math.imul(cpu, zoneCount) + zone, QUEUE_WORDS);
    const list = queue | (order << 2) | type;
    if (caches[list]! < 0 && !refill(queue, list, order, zone, type)) return NONE;
    const pfn = caches[list]!;
    caches[list] = links[pfn << 1]!;
    caches[queue | CACHED_PAGES] = (caches[queue | CACHED_PAGES]! - (1 << order)) | 0;
    return holdTaken(pfn, use, route);
  };

  const takeLarge = (order: number, zone: number, type: number, use: number, route: number): number => {
    const pfn = takeFree(order, zone, type);
    return pfn < 0 ? NONE : holdTaken(pfn, use, route);
  };

  const holdTaken = (pfn: number, use: number, route: number): number => {
    const word = (pages[pfn]! & ~USE_BITS) | use;
    pages[pfn] = word;
    if (route & LISTED_ROUTE) enlist(pfn, word);
    if (recordsOwners) allocator.recordOwner(pfn, 1 << (use & ORDER_BITS));
    return pfn;
  };

  const keep = (pfn: number, order: number, cpu: number): boolean => {
    if (pfn >>> 0 >= frameCount || order >>> 0 > largest || cpu >>> 0 >= cpuCount) return false;
    if (poisonedInUse[0] !== 0) return false;
    const word = pages[pfn]!;
    if ((word & BLOCK_BITS) !== (USED | order)) return false;
    const type = types[pfn >> pageblockOrder]!;
    if (order > LARGEST_CACHED_ORDER) return keepLarge(pfn, order, word, type);
    if (type >= ISOLATE) return false;
    if ((USER_CLAIMS >> ((word >>> CLAIM_SHIFT) & 7)) & 1) delist(pfn, word);
    const zone = (word >>> ZONE_SHIFT) & 0xff;
    const queue = Math.imul(Math.imul(cpu, zoneCount) + zone, QUEUE_WORDS);
    const list = queue | (order << 2) | (type < HIGHATOMIC ? type : MOVABLE);
    const first = caches[list]!;
    pages[pfn] = (word & ~USE_BITS) | CACHED | order;
    links[pfn << 1] = first;
    caches[list] = pfn;
    if (first >= 0) links[(first << 1) | 1] = pfn;
    else caches[list | LAST] = pfn;
    const count = (caches[queue | CACHED_PAGES]! + (1 << order)) | 0;
    caches[queue | CACHED_PAGES] = count;
    if (keepsQueues) effects.cached(pfn, order);
    const record = Math.imul(zone, ZONE_WORDS);
    if (count >= zones[record + FULL_PAGES]!) putBatchBack(queue, order, zones[record + BATCH_PAGES]!);
    return true;
  };

  const keepLarge = (pfn: number, order: number, word: number, type: number): boolean => {
    if (type >= HIGHATOMIC) return false;
    if ((USER_CLAIMS >> ((word >>> CLAIM_SHIFT) & 7)) & 1) delist(pfn, word);
    pages[pfn] = word & ~USE_BITS;
    putFree(pfn, order, (word >>> ZONE_SHIFT) & 0xff, type);
    return true;
  };

  return { take, keep };
}
