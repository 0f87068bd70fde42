import {
  type Design,
  type Effects,
  FAILURE_POINTS,
  type MemoryMap,
  mirrorInForce,
  OWNERS,
  POOL_ELEMENTS,
  setsPageblocksApart,
  ZONES_PER_NODE,
} from '../../spec/index.ts';
import { LARGEST_ORDER, ROW_WORDS, ROWS_PER_ZONE } from '../buddy/rowRecord.ts';
import { QUEUE_WORDS } from '../percpu/queueRecord.ts';
import { ROUTES_PER_NODE } from '../requests/routeRecord.ts';
import { zonelistWords } from '../zones/zonelists.ts';
import { ZONE_WORDS } from '../zones/zoneRecord.ts';
import { carve } from './carve.ts';
import { LRU_WORDS } from './lruRecord.ts';
import { RECORDING_WORDS } from './pageOwner.ts';

/**
 * The state of one allocator as few arrays of records: 12 bytes a page, 4 more where owners are recorded, and 7 a pageblock. What
 * changes lies in one buffer ({@link Memory.state}), so that going back to an earlier state is one copy.
 */
export interface Memory {
  /** What it was booted with. */
  readonly map: MemoryMap;
  /** The mirroring policy that it follows. */
  readonly design: Design;
  /** Where it tells what its answers do not. */
  readonly effects: Effects;
  /** Result of `mirrorInForce`: the promises of the design hold. */
  readonly inForce: boolean;
  /** Pageblocks of the mirror are a reserve: only mandatory mirrored requests take from it, and it does not count free. */
  readonly setsAside: boolean;
  /** Pageblocks of the mirror serve kernel requests first and all others last. */
  readonly prefersMirror: boolean;
  /** CMA areas are memory of ZONE_MOVABLE: whoever sees their free pages may use them. */
  readonly cmaInMovable: boolean;
  /** One more than the highest pfn; holes included. */
  readonly frameCount: number;
  /** The largest block is `2^maxOrder` pages. */
  readonly maxOrder: number;
  /** A pageblock is `2^pageblockOrder` pages. */
  readonly pageblockOrder: number;
  /** Pages of a memory block. */
  readonly blockPages: number;
  /** Zones of all nodes, populated or not: four a node. */
  readonly zoneCount: number;
  /** Nodes of the machine, from 0. */
  readonly nodeCount: number;
  /** CPUs of the machine, from 0; each has private lists of its own. */
  readonly cpuCount: number;
  /** Each allocation is recorded on its pages. */
  readonly recordsOwners: boolean;

  /** By page: its word, see `pageBits.ts`. Padded to whole largest blocks, so that every page has a buddy to look at. */
  readonly pages: Int32Array;
  /** By page, two each: neighbours on a list, or counts of holds, see `pageBits.ts`. */
  readonly links: Int32Array;
  /** By pageblock: the type whose lists hold its free pages; ISOLATE while the pageblock is isolated. */
  readonly types: Int32Array;
  /** By pageblock: its type under any isolation. */
  readonly storedTypes: Uint8Array;
  /** By pageblock: 1 while a caller keeps it isolated. */
  readonly callerIsolated: Uint8Array;
  /** By CMA area: pages that nobody was given. */
  readonly cmaAvailable: Int32Array;
  /** By zone, see `zoneRecord.ts`. */
  readonly zones: Int32Array;
  /** By zone and type: first block of each buddy list, see `freeLists.ts`. */
  readonly heads: Int32Array;
  /** By CPU and zone: ends of the private lists, see `perCpu.ts`. */
  readonly caches: Int32Array;
  /** By zone and owner: ends of the lists of user memory, see `lru.ts`. */
  readonly lru: Int32Array;
  /** One entry: the number of the next user allocation while these lists are not kept, see `lru.ts`. */
  readonly userClock: Int32Array;
  /** By owner: pages on these lists, so what a kill would free. */
  readonly ownedPages: Int32Array;
  /** By node and kind of request: the zones it may look at, see `zonelists.ts`. */
  readonly zonelists: Int32Array;
  /** By node and flags: what a request comes to on the fast path, see `routes.ts`. */
  readonly routes: Int32Array;
  /** By memory block: BLOCK_ABSENT, BLOCK_OFFLINE or BLOCK_ONLINE. */
  readonly blocks: Int32Array;
  /** One entry: poisoned pages inside live allocations. While it is 0, no free has to look for them. */
  readonly poisonedInUse: Int32Array;
  /** How many elements the pool keeps, and behind that their pages. */
  readonly pool: Int32Array;
  /** One entry: rounds that requests make before they fail, -1 for any number. */
  readonly retries: Int32Array;
  /** At `node * 4 + result`: memory errors ignored, failed, delayed, recovered. The last entry counts real ones. */
  readonly memoryErrors: Int32Array;
  /** One entry: bit `n` is set once process `n` is mirrored. */
  readonly upgraded: Int32Array;
  /** One entry: the memory block that is being taken out in steps, or NONE. */
  readonly task: Int32Array;
  /** By zone, three words: how compaction is put off, see `deferral.ts`. */
  readonly deferral: Int32Array;
  /** By failure point: passes until it fails, or NOT_ARMED; see `failurePoints.ts`. */
  readonly armed: Int32Array;
  /** By pageblock: 1 if it is one of the mirror's while it lies in a kernel zone; see `mirrorPageblocksOf`. */
  readonly mirrorBlocks: Uint8Array;

  /** Knobs that callers turned, see `marks.ts`. */
  readonly knobs: Int32Array;

  /** By page: who has it, or had it last, see `pageOwner.ts`; empty unless owners are recorded. */
  readonly records: Int32Array;
  /** What the next record is, see `pageOwner.ts`. */
  readonly recording: Int32Array;

  /** All arrays above, as one. Begins with `zones`, `heads` and `caches`, in this order. */
  readonly state: Int32Array;
}

export const BLOCK_ABSENT = 0;
export const BLOCK_OFFLINE = 1;
export const BLOCK_ONLINE = 2;

/**
 * Memory of the size of `map`, all zero: `bootMemory` fills it.
 *
 * @throws RangeError if the largest block of the layout is larger than 2^30 pages
 */
export function createMemory(
  map: MemoryMap,
  design: Design,
  effects: Effects,
  recordsOwners = false,
): Memory {
  const { geometry, cpus } = map.layout;
  if (geometry.maxOrder > LARGEST_ORDER)
    throw new RangeError(`maxOrder is ${geometry.maxOrder}; this allocator goes up to ${LARGEST_ORDER}`);
  const largest = 2 ** geometry.maxOrder;
  const frames = Math.ceil(map.frameCount / largest) * largest;
  const zoneCount = map.nodeCount * ZONES_PER_NODE;
  const pageblocks = frames >> geometry.pageblockOrder;
  const words = {
    zones: zoneCount * ZONE_WORDS,
    heads: zoneCount * ROWS_PER_ZONE * ROW_WORDS,
    caches: zoneCount * cpus * QUEUE_WORDS,
    pages: frames,
    links: 2 * frames,
    types: pageblocks,
    cmaAvailable: map.layout.cma?.length ?? 0,
    lru: zoneCount * LRU_WORDS,
    userClock: 1,
    ownedPages: OWNERS,
    zonelists: zonelistWords(map.nodeCount),
    routes: map.nodeCount * ROUTES_PER_NODE,
    blocks: map.blockStates.length,
    poisonedInUse: 1,
    pool: 1 + POOL_ELEMENTS,
    knobs: 2,
    retries: 1,
    memoryErrors: map.nodeCount * 4 + 1,
    upgraded: 1,
    task: 1,
    deferral: zoneCount * 3,
    armed: FAILURE_POINTS.length,
    recording: RECORDING_WORDS,
    records: recordsOwners ? frames : 0,
  };
  const bytes = { storedTypes: pageblocks, callerIsolated: pageblocks, mirrorBlocks: pageblocks };
  const arrays = carve(words, bytes);
  const apart = setsPageblocksApart(map.layout, design);
  // Written out: an object made by spreading is no record to the engine, and each access to it a search.
  return {
    map,
    design,
    effects,
    inForce: mirrorInForce(map.layout, design),
    setsAside: apart && design.mirrorCountsFree === 'entitled',
    prefersMirror: apart && design.mirrorCountsFree === 'everyone',
    cmaInMovable: map.layout.boot.cma === 'zone',
    frameCount: map.frameCount,
    maxOrder: geometry.maxOrder,
    pageblockOrder: geometry.pageblockOrder,
    blockPages: geometry.memoryBlockPages,
    zoneCount,
    nodeCount: map.nodeCount,
    cpuCount: cpus,
    recordsOwners,
    pages: arrays.pages,
    links: arrays.links,
    types: arrays.types,
    storedTypes: arrays.storedTypes,
    callerIsolated: arrays.callerIsolated,
    cmaAvailable: arrays.cmaAvailable,
    zones: arrays.zones,
    heads: arrays.heads,
    caches: arrays.caches,
    lru: arrays.lru,
    userClock: arrays.userClock,
    ownedPages: arrays.ownedPages,
    zonelists: arrays.zonelists,
    routes: arrays.routes,
    blocks: arrays.blocks,
    poisonedInUse: arrays.poisonedInUse,
    pool: arrays.pool,
    retries: arrays.retries,
    memoryErrors: arrays.memoryErrors,
    upgraded: arrays.upgraded,
    task: arrays.task,
    deferral: arrays.deferral,
    armed: arrays.armed,
    mirrorBlocks: arrays.mirrorBlocks,
    knobs: arrays.knobs,
    records: arrays.records,
    recording: arrays.recording,
    state: arrays.state,
  };
}
