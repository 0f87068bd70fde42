import * as spec from '../../spec/index.ts';
import * as lists from '../buddy/freeLists.ts';
import { adoptType } from '../buddy/merge.ts';
import * as bits from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { putBackPages } from '../percpu/drain.ts';
import * as queueRecord from '../percpu/queueRecord.ts';
import * as claims from '../requests/claims.ts';
import * as kinds from '../requests/kinds.ts';
import { requestCode } from '../requests/requestCode.ts';
import * as zoneRecord from '../zones/zoneRecord.ts';

const { ISOLATE, HIGHATOMIC, MIGRATETYPES, MOVABLE, OWNERS } = spec;
const { MIRROR, NOFAIL, RETRY_MAYFAIL, THISNODE, ZERO } = spec.GFP;
const { ROW_WORDS } = lists;
const { BUDDY_BITS, CACHED, CLAIM_SHIFT, FREE, HEAD_BITS, LOCKED, NEXT, NONE, ORDER_BITS, OWNER_SHIFT } =
  bits;
const { PAGE_WORDS, PINNED, PREV, RANGE, USE_BITS, USED, ZONE_SHIFT } = bits;
const { CACHED_PAGES, LARGEST_CACHED_ORDER, LAST, QUEUE_WORDS } = queueRecord;
const { DROPPABLE_CLAIMS, USER_CLAIMS } = claims;
const { KINDS } = kinds;
const { BATCH_PAGES, FREE_CMA_PAGES, FREE_HIGHATOMIC_PAGES, FREE_PAGES, FULL_PAGES } = zoneRecord;
const { LEVELS, LIMITS, ZONE_WORDS } = zoneRecord;
const codeOf = requestCode;

/** Flags that ask for more than a block. */
const RARE_FLAGS = MIRROR | NOFAIL | RETRY_MAYFAIL | ZERO;
const BLOCK_BITS = HEAD_BITS | RANGE;
const LRU_LISTS = 4;

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
const STANDS_FOR = ['place', 'mayGive', 'takeBlock', 'giveBack', 'keep', 'putFree'] as const;

/** The fast path of an allocator, unless one of its mechanisms is not that of `original`. */
export function fastPathOf(allocator: PageAllocator, original: PageAllocator): FastPath | null {
  return STANDS_FOR.every((name) => allocator[name] === original[name]) ? createFastPath(allocator) : null;
}

/**
 * The steps of `allocate` and `free` that nearly all calls come to, each in one piece: what `place`, `mayGive`, `takeCached`,
 * `hold`, `enlist`, and `isAllocation`, `delist`, `giveBack`, `keep` do when nothing is special. Written as functions over
 * constant arrays, which the engine compiles to a fraction of the instructions. A test holds the two ways against each other,
 * by every word of the state.
 */
function createFastPath(allocator: PageAllocator): FastPath {
  const { memory } = allocator;
  const { pages, zones, caches, zonelists, heads, types, lru, ownedPages, poisonedInUse, upgraded } = memory;
  const { frameCount, pageblockOrder, maxOrder, zoneCount, nodeCount, cpuCount, prefersMirror } = memory;
  const { effects } = memory;
  /** Larger ones may consist of pageblocks of several types. */
  const largest = Math.min(pageblockOrder, maxOrder);

  const take = (order: number, gfp: number, node: number, cpu: number, owner: number): number => {
    if (order >>> 0 > maxOrder || gfp & RARE_FLAGS || upgraded[0] !== 0) return NONE;
    if (node >>> 0 >= nodeCount || cpu >>> 0 >= cpuCount || owner >>> 0 >= OWNERS) return NONE;
    const code = codeOf(gfp);
    if (code < 0) return NONE;
    const row = (Math.imul(node, KINDS) + (code & 7)) << 1;
    const zone = zonelists[Math.imul(gfp & THISNODE ? row | 1 : row, zoneCount + 1)]!;
    if (zone < 0) return NONE;
    const record = Math.imul(zone, ZONE_WORDS);
    const type = (code >> 3) & 3;
    const reserved = zones[record + FREE_HIGHATOMIC_PAGES]!;
    const unusable = type === MOVABLE ? reserved : reserved + zones[record + FREE_CMA_PAGES]!;
    const rest = zones[record + FREE_PAGES]! - unusable - ((1 << order) - 1);
    if (rest <= zones[record + LIMITS + Math.imul(code & 3, LEVELS)]!) return NONE;
    if (order > 0 || reserved > 0) {
      const orders = heads[Math.imul(Math.imul(zone, MIGRATETYPES) + type, ROW_WORDS) + ORDER_BITS]!;
      if (orders >>> order === 0) return NONE;
    }
    const pfn =
      order > LARGEST_CACHED_ORDER ? takeLarge(order, zone, type) : takeCached(order, zone, type, cpu);
    if (pfn < 0) return NONE;
    const page = Math.imul(pfn, PAGE_WORDS);
    const claim = code >> 5;
    pages[page] = (pages[page]! & ~USE_BITS) | USED | order | (claim << CLAIM_SHIFT) | (owner << OWNER_SHIFT);
    if ((USER_CLAIMS >> claim) & 1) enlist(pfn, page, zone, order, claim, owner);
    return pfn;
  };

  const takeCached = (order: number, zone: number, type: number, cpu: number): number => {
    const queue = Math.imul(Math.imul(cpu, zoneCount) + zone, QUEUE_WORDS);
    const list = queue + (order << 2) + type;
    const pfn = caches[list]!;
    if (pfn < 0) return NONE;
    const second = pages[Math.imul(pfn, PAGE_WORDS) + NEXT]!;
    caches[list] = second;
    if (second >= 0) pages[Math.imul(second, PAGE_WORDS) + PREV] = NONE;
    else caches[list + LAST] = NONE;
    caches[queue + CACHED_PAGES] = caches[queue + CACHED_PAGES]! - (1 << order);
    return pfn;
  };

  /** From the buddy lists of the request's own type. */
  const takeLarge = (order: number, zone: number, type: number): number => {
    const record = Math.imul(zone, ZONE_WORDS);
    // Where CMA or the mirror come first, there is more to think of.
    if (prefersMirror || zones[record + FREE_CMA_PAGES]! * 2 > zones[record + FREE_PAGES]!) return NONE;
    const row = Math.imul(Math.imul(zone, MIGRATETYPES) + type, ROW_WORDS);
    const orders = heads[row | ORDER_BITS]! >>> order;
    if (orders === 0) return NONE;
    let half = order + 31 - Math.clz32(orders & -orders);
    const pfn = heads[row | half]!;
    unlink(pfn, row, half);
    while (half > order) {
      half--;
      push(pfn + (1 << half), row, half);
    }
    zones[record + FREE_PAGES] = zones[record + FREE_PAGES]! - (1 << order);
    return pfn;
  };

  const push = (pfn: number, row: number, order: number): void => {
    const page = Math.imul(pfn, PAGE_WORDS);
    const first = heads[row | order]!;
    pages[page] = (pages[page]! & ~HEAD_BITS) | FREE | order;
    pages[page + NEXT] = first;
    pages[page + PREV] = NONE;
    heads[row | order] = pfn;
    if (first >= 0) pages[Math.imul(first, PAGE_WORDS) + PREV] = pfn;
    else heads[row | ORDER_BITS] = heads[row | ORDER_BITS]! | (1 << order);
  };

  const unlink = (pfn: number, row: number, order: number): void => {
    const page = Math.imul(pfn, PAGE_WORDS);
    const after = pages[page + NEXT]!;
    const before = pages[page + PREV]!;
    pages[page] = pages[page]! & ~HEAD_BITS;
    if (after >= 0) pages[Math.imul(after, PAGE_WORDS) + PREV] = before;
    if (before >= 0) pages[Math.imul(before, PAGE_WORDS) + NEXT] = after;
    else {
      heads[row | order] = after;
      if (after < 0) heads[row | ORDER_BITS] = heads[row | ORDER_BITS]! & ~(1 << order);
    }
  };

  const enlist = (
    pfn: number,
    page: number,
    zone: number,
    order: number,
    claim: number,
    owner: number,
  ): void => {
    const list =
      Math.imul(Math.imul(zone, OWNERS) + owner, LRU_LISTS) + ((DROPPABLE_CLAIMS >> claim) & 1 ? 0 : 2);
    const first = lru[list]!;
    pages[page + NEXT] = first;
    pages[page + PREV] = NONE;
    lru[list] = pfn;
    if (first >= 0) pages[Math.imul(first, PAGE_WORDS) + PREV] = pfn;
    else lru[list + 1] = pfn;
    ownedPages[owner] = ownedPages[owner]! + (1 << order);
  };

  const delist = (page: number, word: number, zone: number, order: number): void => {
    const claim = (word >>> CLAIM_SHIFT) & 7;
    const owner = (word >>> OWNER_SHIFT) & 7;
    const droppable = !(word & LOCKED) && (DROPPABLE_CLAIMS >> claim) & 1;
    const list = Math.imul(Math.imul(zone, OWNERS) + owner, LRU_LISTS) + (droppable ? 0 : 2);
    const after = pages[page + NEXT]!;
    const before = pages[page + PREV]!;
    if (before >= 0) pages[Math.imul(before, PAGE_WORDS) + NEXT] = after;
    else lru[list] = after;
    if (after >= 0) pages[Math.imul(after, PAGE_WORDS) + PREV] = before;
    else lru[list + 1] = before;
    ownedPages[owner] = ownedPages[owner]! - (1 << order);
  };

  const keep = (pfn: number, order: number, cpu: number): boolean => {
    if (pfn >>> 0 >= frameCount || order >>> 0 > largest || cpu >>> 0 >= cpuCount) return false;
    if (poisonedInUse[0] !== 0) return false;
    const page = Math.imul(pfn, PAGE_WORDS);
    const word = pages[page]!;
    if ((word & (BLOCK_BITS | PINNED)) !== (USED | order)) return false;
    const type = types[pfn >> pageblockOrder]!;
    const isLarge = order > LARGEST_CACHED_ORDER;
    if (type >= (isLarge ? HIGHATOMIC : ISOLATE)) return false;
    const zone = (word >>> ZONE_SHIFT) & 0xff;
    if ((USER_CLAIMS >> ((word >>> CLAIM_SHIFT) & 7)) & 1) delist(page, word, zone, order);
    pages[page] = word & ~USE_BITS;
    if (isLarge) putLarge(pfn, order, zone, type);
    else putCached(pfn, order, zone, type, cpu);
    return true;
  };

  const putCached = (pfn: number, order: number, zone: number, type: number, cpu: number): void => {
    const page = Math.imul(pfn, PAGE_WORDS);
    const queue = Math.imul(Math.imul(cpu, zoneCount) + zone, QUEUE_WORDS);
    const list = queue + (order << 2) + (type < HIGHATOMIC ? type : MOVABLE);
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
    if (count >= zones[record + FULL_PAGES]!)
      putBackPages(allocator, queue, order, zones[record + BATCH_PAGES]!);
  };

  const putLarge = (pfn: number, order: number, zone: number, type: number): void => {
    const record = Math.imul(zone, ZONE_WORDS);
    zones[record + FREE_PAGES] = zones[record + FREE_PAGES]! + (1 << order);
    const row = Math.imul(Math.imul(zone, MIGRATETYPES) + type, ROW_WORDS);
    const freeInZone = (zone << ZONE_SHIFT) | FREE;
    let start = pfn;
    let height = order;
    while (height < maxOrder) {
      const buddy = start ^ (1 << height);
      if ((pages[Math.imul(buddy, PAGE_WORDS)]! & BUDDY_BITS) !== (freeInZone | height)) break;
      if (height < pageblockOrder) unlink(buddy, row, height);
      else {
        const buddyType = types[buddy >> pageblockOrder]!;
        if (buddyType !== type) {
          if (buddyType >= HIGHATOMIC) break;
          adoptType(memory, buddy, height, type);
        }
        unlink(buddy, Math.imul(Math.imul(zone, MIGRATETYPES) + buddyType, ROW_WORDS), height);
      }
      start &= buddy;
      height++;
    }
    push(start, row, height);
  };

  return { take, keep };
}
