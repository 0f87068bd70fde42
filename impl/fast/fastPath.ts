import * as spec from '../../spec/index.ts';
import * as lists from '../buddy/freeLists.ts';
import * as bits from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import * as queueRecord from '../percpu/queueRecord.ts';
import * as kinds from '../requests/kinds.ts';
import { requestCode } from '../requests/requestCode.ts';
import * as zoneRecord from '../zones/zoneRecord.ts';
import { createFastBuddy } from './fastBuddy.ts';
import { createFastLru } from './fastLru.ts';
import { createFastQueues } from './fastQueues.ts';

const { HIGHATOMIC, ISOLATE, MIGRATETYPES, MOVABLE, OWNERS } = spec;
const { MIRROR, NOFAIL, RETRY_MAYFAIL, THISNODE, ZERO } = spec.GFP;
const { ROW_WORDS } = lists;
const { CLAIM_SHIFT, HEAD_BITS, NONE, ORDER_BITS, OWNER_SHIFT } = bits;
const { PAGE_WORDS, PINNED, RANGE, USE_BITS, USED, ZONE_SHIFT } = bits;
const { LARGEST_CACHED_ORDER } = queueRecord;
const { KINDS } = kinds;
const { FREE_CMA_PAGES, FREE_HIGHATOMIC_PAGES, FREE_PAGES, LEVELS, LIMITS, ZONE_WORDS } = zoneRecord;
const codeOf = requestCode;

/** Flags that ask for more than a block. */
const RARE_FLAGS = MIRROR | NOFAIL | RETRY_MAYFAIL | ZERO;
const BLOCK_BITS = HEAD_BITS | RANGE;

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
 * constant arrays, which the engine compiles to a fraction of the instructions. A test holds the two ways against each other,
 * by every word of the state.
 */
function createFastPath(allocator: PageAllocator): FastPath {
  const { memory } = allocator;
  const { pages, zones, zonelists, heads, types, poisonedInUse, upgraded } = memory;
  const { frameCount, pageblockOrder, maxOrder, zoneCount, nodeCount, cpuCount } = memory;
  const buddy = createFastBuddy(memory);
  const { enlist, delist } = createFastLru(memory);
  const queues = createFastQueues(allocator, buddy);
  /** Larger blocks may consist of pageblocks of several types. */
  const largest = Math.min(pageblockOrder, maxOrder);

  /** Whether a zone is above its low mark after the request, and has a block of the request's own type. */
  const isWellOff = (zone: number, order: number, code: number): boolean => {
    const record = Math.imul(zone, ZONE_WORDS);
    const type = (code >> 3) & 3;
    const reserved = zones[record + FREE_HIGHATOMIC_PAGES]!;
    const unusable = type === MOVABLE ? reserved : reserved + zones[record + FREE_CMA_PAGES]!;
    const rest = zones[record + FREE_PAGES]! - unusable - ((1 << order) - 1);
    if (rest <= zones[record + LIMITS + Math.imul(code & 3, LEVELS)]!) return false;
    if (order === 0 && reserved === 0) return true;
    return heads[Math.imul(Math.imul(zone, MIGRATETYPES) + type, ROW_WORDS) + ORDER_BITS]! >>> order !== 0;
  };

  const take = (order: number, gfp: number, node: number, cpu: number, owner: number): number => {
    if (order >>> 0 > maxOrder || gfp & RARE_FLAGS || upgraded[0] !== 0) return NONE;
    if (node >>> 0 >= nodeCount || cpu >>> 0 >= cpuCount || owner >>> 0 >= OWNERS) return NONE;
    const code = codeOf(gfp);
    if (code < 0) return NONE;
    const row = (Math.imul(node, KINDS) + (code & 7)) << 1;
    const zone = zonelists[Math.imul(gfp & THISNODE ? row | 1 : row, zoneCount + 1)]!;
    if (zone < 0 || !isWellOff(zone, order, code)) return NONE;
    const type = (code >> 3) & 3;
    const isLarge = order > LARGEST_CACHED_ORDER;
    const pfn = isLarge ? buddy.take(order, zone, type) : queues.take(order, zone, type, cpu);
    if (pfn < 0) return NONE;
    const page = Math.imul(pfn, PAGE_WORDS);
    const use = USED | order | ((code >> 5) << CLAIM_SHIFT) | (owner << OWNER_SHIFT);
    const word = (pages[page]! & ~USE_BITS) | use;
    pages[page] = word;
    enlist(pfn, word);
    return pfn;
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
    delist(pfn, word);
    pages[page] = word & ~USE_BITS;
    const zone = (word >>> ZONE_SHIFT) & 0xff;
    if (isLarge) buddy.put(pfn, order, zone, type);
    else queues.put(pfn, order, zone, type, cpu);
    return true;
  };

  return { take, keep };
}
