import {
  type Design,
  type Effects,
  type MemoryMap,
  MIGRATETYPES,
  mirrorInForce,
  ZONES_PER_NODE,
} from '../../spec/index.ts';
import { LISTS_PER_QUEUE } from '../percpu/perCpu.ts';
import { LIMITS_PER_ZONE } from '../zones/marks.ts';
import { zonelistLength } from '../zones/zonelists.ts';
import { LARGEST_ORDER, NONE } from './pageWord.ts';

/**
 * The state of one allocator as arrays, 12 bytes a page. What changes lies in one buffer ({@link Memory.state}), so that
 * going back to the state after boot is one copy. Indices: page, pageblock (`pfn >> pageblockOrder`), zone, list.
 */
export interface Memory {
  readonly map: MemoryMap;
  readonly design: Design;
  readonly effects: Effects;
  /** Result of `mirrorInForce`: the promises of the design hold. */
  readonly inForce: boolean;
  readonly frameCount: number;
  readonly maxOrder: number;
  readonly pageblockOrder: number;
  readonly blockPages: number;
  readonly zoneCount: number;
  readonly nodeCount: number;
  readonly cpuCount: number;

  /** By page: see `pageWord.ts`. Padded to whole largest blocks, so that every page has a buddy to look at. */
  readonly words: Int32Array;
  /** By page: the neighbours of a block on its list; the pin counts (short, long) of a pinned one, which is on none. */
  readonly next: Int32Array;
  readonly prev: Int32Array;

  /** By pageblock: the type whose lists hold its free pages; ISOLATE while the pageblock is isolated. */
  readonly types: Int32Array;
  /** By pageblock: its type under any isolation. */
  readonly storedTypes: Int32Array;

  /** First block of each buddy list, or NONE; see `listOf`. */
  readonly heads: Int32Array;
  /** By `zone * MIGRATETYPES + type`: bit `n` is set when the list of order `n` is not empty. */
  readonly filled: Int32Array;

  /** By zone, in pages: NR_FREE_PAGES, and of these in CMA pageblocks; managed, and of these mirrored. */
  readonly free: Int32Array;
  readonly freeCma: Int32Array;
  readonly managed: Int32Array;
  readonly mirrored: Int32Array;

  /** By zone, in pages: the marks, and the numbers that `mayGive` compares with. */
  readonly min: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly limits: Int32Array;
  /** Zones that a kind of request may look at, in order, each list closed by NONE; see `zonelistAt`. */
  readonly zonelists: Int32Array;

  /** By zone, in pages: how much a private list takes or gives at once, and when it is full. */
  readonly batch: Int32Array;
  readonly full: Int32Array;
  /** First and last block of each private list; see `perCpu.ts`. */
  readonly cacheFirst: Int32Array;
  readonly cacheLast: Int32Array;
  /** By `cpu * zoneCount + zone`: pages on the private lists. */
  readonly cachePages: Int32Array;

  /** By zone: newest and oldest unpinned allocation that reclaim may drop. */
  readonly newest: Int32Array;
  readonly oldest: Int32Array;

  /** By memory block: BLOCK_ABSENT, BLOCK_OFFLINE or BLOCK_ONLINE. */
  readonly blocks: Int32Array;
  /** One entry: poisoned pages inside live allocations. While it is 0, no free has to look for them. */
  readonly poisonedInUse: Int32Array;

  /** All arrays above, as one. */
  readonly state: Int32Array;
}

export const BLOCK_ABSENT = 0;
export const BLOCK_OFFLINE = 1;
export const BLOCK_ONLINE = 2;

/**
 * Empty memory of the size of `map`: no page has a zone, no list holds anything.
 *
 * @throws RangeError if the largest block of the layout is larger than 2^30 pages
 */
export function createMemory(map: MemoryMap, design: Design, effects: Effects): Memory {
  const { geometry, cpus } = map.layout;
  if (geometry.maxOrder > LARGEST_ORDER)
    throw new RangeError(`maxOrder is ${geometry.maxOrder}; this allocator goes up to ${LARGEST_ORDER}`);
  const largest = 2 ** geometry.maxOrder;
  const frames = Math.ceil(map.frameCount / largest) * largest;
  const pageblocks = frames >> geometry.pageblockOrder;
  const zoneCount = map.nodeCount * ZONES_PER_NODE;
  const queues = zoneCount * cpus;
  const typedLists = zoneCount * MIGRATETYPES;
  const zonelists = zonelistLength(map.nodeCount);
  const lengths =
    3 * frames +
    2 * pageblocks +
    33 * typedLists +
    (11 + LIMITS_PER_ZONE) * zoneCount +
    zonelists +
    (2 * LISTS_PER_QUEUE + 1) * queues +
    map.blockStates.length +
    1;
  const state = new Int32Array(lengths);
  let taken = 0;
  const carve = (length: number): Int32Array => {
    taken += length;
    return state.subarray(taken - length, taken);
  };
  const memory: Memory = {
    map,
    design,
    effects,
    inForce: mirrorInForce(map.layout, design),
    frameCount: map.frameCount,
    maxOrder: geometry.maxOrder,
    pageblockOrder: geometry.pageblockOrder,
    blockPages: geometry.memoryBlockPages,
    zoneCount,
    nodeCount: map.nodeCount,
    cpuCount: cpus,
    words: carve(frames),
    next: carve(frames),
    prev: carve(frames),
    types: carve(pageblocks),
    storedTypes: carve(pageblocks),
    heads: carve(32 * typedLists).fill(NONE),
    filled: carve(typedLists),
    free: carve(zoneCount),
    freeCma: carve(zoneCount),
    managed: carve(zoneCount),
    mirrored: carve(zoneCount),
    min: carve(zoneCount),
    low: carve(zoneCount),
    high: carve(zoneCount),
    limits: carve(LIMITS_PER_ZONE * zoneCount),
    zonelists: carve(zonelists),
    batch: carve(zoneCount),
    full: carve(zoneCount),
    cacheFirst: carve(LISTS_PER_QUEUE * queues).fill(NONE),
    cacheLast: carve(LISTS_PER_QUEUE * queues).fill(NONE),
    cachePages: carve(queues),
    newest: carve(zoneCount).fill(NONE),
    oldest: carve(zoneCount).fill(NONE),
    blocks: carve(map.blockStates.length),
    poisonedInUse: carve(1),
    state,
  };
  return memory;
}
