import type { Design } from '../../spec/designs/design.ts';
import { FINDINGS } from '../../spec/findings.ts';
import type { Tuning } from '../../spec/layout/layout.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { mirrorInForce, setsPageblocksApart } from '../../spec/layout/mirrorInForce.ts';
import { FAILURE_POINTS, OWNERS } from '../../spec/operations/arguments.ts';
import { POOL_ELEMENTS } from '../../spec/requests/pool.ts';
import { WITNESSES } from '../../spec/witnesses.ts';
import { MIGRATETYPES } from '../../spec/zones/migratetype.ts';
import { mirrorPageblocksOf } from '../../spec/zones/mirrorPageblocks.ts';
import { ZONES_PER_NODE } from '../../spec/zones/zone.ts';
import { LEAF_SLOTS } from '../compile/compiledMachine.ts';
import { hugePageTable } from '../compile/hugePageTable.ts';
import { pageTable } from '../compile/pageTable.ts';
import { pressureTable } from '../compile/pressureTable.ts';
import { requestTable } from '../compile/requestTable.ts';
import { PRESSURE_LEAF } from '../machines/pressureRules.ts';

/** What the oracle takes for granted about a target; see `Target` in the contract. */
export interface TargetHabits {
  /** Marks and the lowmem reserve are kept, and judged. */
  readonly keepsWatermarks: boolean;
  /** Pageblocks are kept apart by mobility, and fallbacks judged. */
  readonly groupsByMobility: boolean;
  /** Blocks that enter and leave private lists are reported. */
  readonly reportsCache: boolean;
  /** On the lists of one CPU and zone, if they are not reported. */
  readonly cachedPagesAtMost?: number;
  /** What others are told of memory blocks is reported, and judged. */
  readonly reportsNotifiers?: boolean;
  /** Cleared memory is reported, asked for, and judged. */
  readonly reportsClearing?: boolean;
}

/** Tag of a frame that begins no block. */
export const TAG_NONE = 0;
/** Tag of the first frame of a free block: order + 1. */
export const TAG_FREE = 1;
/** Tag of the first frame of a block on a private list: 32 + order. */
export const TAG_CACHED = 32;
/** Tag of the first frame of an allocation: 64 + order. */
export const TAG_USED = 64;

/** No CPU in particular: whose private lists a migration uses is the target's business. */
export const ANY_CPU = -1;

/** No memory block. */
export const NO_BLOCK = -1;

/** `armed` of a failure point that lets every pass go well. */
export const NOT_ARMED = -1;

/** `holder` of a frame that begins no allocation. */
export const NOBODY = -1;

/** `struck` of an allocation in which a memory error was reported. */
export const STRUCK = 1;
/** Another error was reported in a page of it that had one. */
export const STRUCK_AGAIN = 2;

/** `kept` of an allocation in the hands of its owner. */
export const KEPT_BY_OWNER = 0;
/** Its owner has freed it, and only extra references keep it. */
export const KEPT_BY_REFERENCE = 1;
/** `kept` of an element that waits in the pool. */
export const KEPT_BY_POOL = 2;
/** A hypervisor has it: it is lent. */
export const KEPT_BY_HYPERVISOR = 3;

/** Bits of the fact byte, as the compiled page table is indexed; see `PageFacts`. */
export const FACT_MOVABLE_ZONE = 1;
export const FACT_MIRROR = 3 << 1;
export const FACT_EXEMPT = 1 << 1;
export const FACT_BARE = 2 << 1;
export const FACT_TYPE = 3 << 3;
export const FACT_CMA = 2 << 3;
export const FACT_RESERVE = 3 << 3;
export const FACT_ISOLATED = 1 << 5;
export const FACT_BAD = 3 << 6;
export const FACT_BAD_INJECTED = 1 << 6;
export const FACT_BAD_REAL = 2 << 6;

/** Leaves of the memory block machine that hold between operations. */
export const BLOCK_ABSENT = 0;
export const BLOCK_OFFLINE = 1;
export const BLOCK_ONLINE = 3;
export const BLOCK_GOING_OFFLINE = 4;

/**
 * The abstract world in flat arrays: what the oracle believes about every frame, zone, memory block and allocation. All
 * arrays by pfn have room for whole blocks of the largest order, so a buddy is never out of bounds.
 */
export interface WorldState {
  /** What boot made of the layout. */
  readonly map: MemoryMap;
  /** The mirroring policy whose promises are judged. */
  readonly design: Design;
  /** The promises of the design hold on this machine. */
  readonly inForce: boolean;
  /** Pageblocks of the mirror are a reserve that does not count as free. */
  readonly setsAside: boolean;
  /** Pageblocks of the mirror serve kernel requests first and others last. */
  readonly prefersMirror: boolean;
  /** CMA areas are memory of ZONE_MOVABLE: whoever sees their free pages may use them. */
  readonly cmaInMovable: boolean;
  /** What the target is known to keep and to report. */
  readonly habits: TargetHabits;
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

  /** By pfn: set of leaves still possible, one bit each. */
  readonly belief: Uint32Array;
  /** By pfn: the fact byte. */
  readonly facts: Uint8Array;
  /** By pfn: the zone it belongs to now, or NO_ZONE. */
  readonly zone: Uint8Array;
  /** By pfn: what begins here; see the TAG constants. */
  readonly tag: Uint8Array;
  /** By pfn of the first frame of a cached block: the migratetype it may serve. */
  readonly listType: Uint8Array;
  /** By pfn of the first frame of an allocation: the operation that made it, or NOBODY. */
  readonly holder: Int32Array;
  /** By pfn of the first frame of a cached block: the CPU whose list it is on, or ANY_CPU. */
  readonly listCpu: Int16Array;
  /** By pfn: 1 from the clearing of a frame until it is handed out. */
  readonly clean: Uint8Array;
  /** Frames that are. */
  cleanPages: number;
  /** At `cpu * zoneCount + zone`: pages on the CPU's private lists, as far as it is known whose they are. */
  readonly cachedOn: Int32Array;
  /** Knobs as they are turned now. */
  tuning: Tuning;
  /** The CPU that the operation being followed runs on, or ANY_CPU. */
  cpu: number;
  /** By pageblock number: migratetype under any isolation. */
  readonly blockType: Uint8Array;
  /** By pageblock number: 1 while a caller keeps it isolated. */
  readonly callerIsolated: Uint8Array;
  /** By pageblock number: 1 if it belongs to the mirror while it is in a kernel zone; see `mirrorPageblocksOf`. */
  readonly mirrorBlock: Uint8Array;
  /** By memory block number: 1 if its mirror broke. */
  readonly brokenMirror: Uint8Array;
  /** Bit `n` is set once process `n` is mirrored. */
  upgraded: number;
  /** By memory block number. */
  readonly memoryBlock: Uint8Array;

  /** At `node * 4 + result`: memory errors ignored, failed, delayed, recovered. */
  readonly memoryErrors: Int32Array;
  /** One entry: real memory errors that no mirror corrected. */
  readonly realErrors: Int32Array;
  /** One entry: the memory block that is being taken out in steps, or NO_BLOCK. */
  readonly task: Int32Array;
  /** At `zone * 3`: how often compaction was put off since it failed last, by how much, and the smallest order it failed for. */
  readonly deferral: Int32Array;
  /** By failure point: passes until it fails, or NOT_ARMED. */
  readonly armed: Int32Array;

  /** By zone id, in pages. */
  readonly free: Int32Array;
  /** By zone id: of the free pages, those of CMA areas. */
  readonly freeCma: Int32Array;
  /** Free pages of pageblocks reserved for high-order atomic requests. */
  readonly freeHighatomic: Int32Array;
  /** Free pages in pageblocks of the mirror: counted free too, unless they are set aside. */
  readonly freeMirror: Int32Array;
  /** By zone id: pages on private lists. */
  readonly cached: Int32Array;
  /** By zone id: free pages that are withheld, since their pageblock is isolated. */
  readonly isolatedFree: Int32Array;
  /** By zone id: pages that the allocator has, free or in use. */
  readonly managed: Int32Array;
  /** By zone id: of the managed pages, those on protected frames. */
  readonly mirrored: Int32Array;
  /** Lent to a hypervisor. */
  readonly lent: Int32Array;
  /** Pages of allocations that reclaim may drop now. */
  readonly reclaimable: Int32Array;
  /** How many elements the pool keeps, and behind that the allocations that they were. */
  readonly pool: Int32Array;
  /** By owner: pages of user allocations that are free if the owner is killed. */
  readonly killable: Int32Array;
  /** Free pages that may as well be on a private list: only for targets that do not report those. */
  readonly doubtful: Int32Array;
  /** The most of `doubtful` that can be true, whatever was freed. */
  readonly mostDoubtful: Int32Array;
  /** Sizes of a CPU's private lists, by zone. */
  readonly batch: Int32Array;
  /** By zone id: from so many pages on, a private list gives a batch back. */
  readonly full: Int32Array;
  /** By zone id: the min mark, without boost, in pages. */
  readonly min: Int32Array;
  /** By zone id: the low mark, without boost, in pages. */
  readonly low: Int32Array;
  /** By zone id: the high mark, without boost, in pages. */
  readonly high: Int32Array;
  /** Pages by which the marks of the zone are raised for now. */
  readonly boost: Int32Array;
  /** At `zone * 4 + ceiling`. */
  readonly reserve: Int32Array;
  /** Number of maximal free blocks, at `(zone * MIGRATETYPES + type) * (maxOrder + 1) + order`. */
  readonly blocks: Int32Array;
  /** At `zone * MIGRATETYPES + type`: bit o is set iff there is a maximal free block of order o. */
  readonly orders: Int32Array;
  /** By list, as `blocks`: where a block was seen last whose pageblock could not be claimed. A hint to look there first. */
  readonly unclaimable: Int32Array;

  /** Operations of this run: allocations are named by a number below it. */
  handles: number;
  /** By number of the allocate operation. Grown by `reserveHandles`. */
  at: Int32Array;
  /** By number of the allocate operation: the order of its block. */
  order: Uint8Array;
  /** By number of the allocate operation: the number of its claim. */
  claim: Uint8Array;
  /** By number of the allocate operation: the process it is for, 0 for none. */
  owner: Uint8Array;
  /** By number of the allocate operation: short-term pins that live. */
  shortPins: Uint16Array;
  /** By number of the allocate operation: long-term pins that live. */
  longPins: Uint16Array;
  /** By number of the allocate operation: 1 once a long-term pin of it was refused. */
  refusedPins: Uint8Array;
  /** By number of the allocate operation: memory errors reported in its pages, none, one, or another on a page that had one. */
  struck: Uint8Array;
  /** By number of the allocate operation: extra references that live. */
  references: Uint16Array;
  /** By number of the allocate operation: 1 while it is locked into memory. */
  locked: Uint8Array;
  /** By number of the allocate operation: 1 while it is partly unmapped and waits to be split. */
  queued: Uint8Array;
  /** By number of the allocate operation: who has it; see the KEPT constants. */
  kept: Uint8Array;

  /** By number of the operation that took a contiguous range: its first frame or -1, and its pages. Such an operation has no `at`. */
  rangeAt: Int32Array;
  /** By number of the operation that took a contiguous range: its pages. */
  rangePages: Int32Array;
  /** The CMA area the range was taken from, or -1. */
  rangeArea: Int32Array;

  /** Blocks freed since the last drain by a target that does not report private lists: pfn, order, pfn, order... */
  readonly doubts: number[];
  /** Frames that lost their mark when the memory behind them was exchanged, until a report has shown them free. */
  readonly cameHome: number[];
  /** Frames that were freed with the mark of a memory error, and left circulation for it, until a report was looked at. */
  readonly retired: number[];
  /** Frames in use that carry the mark of a memory error. */
  marked: number;
  /** Rounds that requests make before they fail: see `setRetries` in the contract. */
  retries: number;
  /** Lowest rung at which a zone was chosen since the request began. */
  rung: number;
  /** The rung of the last decision. */
  lastRung: number;
  /** First frame and end of the last range that was refused, until a report was looked at; else 0. */
  readonly refusedRange: Int32Array;
  /** The memory block whose offlining was rolled back last, until a report was looked at; NO_BLOCK if there is none. */
  rolledBack: number;
  /** Decisions about marks that were taken since the counts began. */
  decided: number;
  /** Decisions that the target told too little for. */
  undecided: number;
  /** By number of the witness: how often it was met. */
  readonly witnesses: Float64Array;
  /** By number of the finding: how often it happened. */
  readonly findings: Float64Array;
  /** Arrows of the page machine taken so far, at `event * 32 + leaf`: a bit for each leaf they led to. */
  readonly walked: Uint32Array;
  /** By number of the transition of the memory block machine: how often it was taken. */
  readonly blockTransitions: Float64Array;
  /** By zone: state of the machine of zone pressure when the zone was last looked at. */
  readonly pressure: Uint8Array;
  /** By number of the transition of the machine of zone pressure. */
  readonly pressureTransitions: Float64Array;
  /** By number of the transition of the request machine. */
  readonly requestTransitions: Float64Array;
  /** By number of the transition of the huge page machine: how often it was taken. */
  readonly hugePageTransitions: Float64Array;
}

/** An empty world of the right size; `boot` fills it. */
export function emptyWorld(map: MemoryMap, design: Design, habits: TargetHabits): WorldState {
  const { maxOrder, pageblockOrder, memoryBlockPages } = map.layout.geometry;
  const frames = Math.ceil(map.frameCount / 2 ** maxOrder) * 2 ** maxOrder;
  const zones = map.nodeCount * ZONES_PER_NODE;
  const apart = setsPageblocksApart(map.layout, design);
  const mirrorBlock = new Uint8Array(frames >> pageblockOrder);
  mirrorBlock.set(mirrorPageblocksOf(map, design));
  const perZone = (width = 1): Int32Array => new Int32Array(zones * width);
  return {
    map,
    design,
    inForce: mirrorInForce(map.layout, design),
    setsAside: apart && design.mirrorCountsFree === 'entitled',
    prefersMirror: apart && design.mirrorCountsFree === 'everyone',
    cmaInMovable: map.layout.boot.cma === 'zone',
    habits,
    frameCount: map.frameCount,
    maxOrder,
    pageblockOrder,
    blockPages: memoryBlockPages,
    zoneCount: zones,
    belief: new Uint32Array(frames),
    facts: new Uint8Array(frames),
    zone: new Uint8Array(frames),
    tag: new Uint8Array(frames),
    listType: new Uint8Array(frames),
    holder: new Int32Array(frames),
    listCpu: new Int16Array(frames),
    clean: new Uint8Array(frames),
    cleanPages: 0,
    cachedOn: new Int32Array(map.layout.cpus * zones),
    tuning: map.layout.tuning ?? {},
    cpu: ANY_CPU,
    blockType: new Uint8Array(frames >> pageblockOrder),
    callerIsolated: new Uint8Array(frames >> pageblockOrder),
    mirrorBlock,
    brokenMirror: new Uint8Array(Math.max(map.blockStates.length, 1)),
    upgraded: 0,
    memoryBlock: new Uint8Array(Math.max(map.blockStates.length, 1)),
    memoryErrors: new Int32Array(map.nodeCount * 4),
    realErrors: new Int32Array(1),
    task: new Int32Array(1).fill(NO_BLOCK),
    deferral: perZone(3),
    armed: new Int32Array(FAILURE_POINTS.length).fill(NOT_ARMED),
    free: perZone(),
    freeCma: perZone(),
    freeHighatomic: perZone(),
    freeMirror: perZone(),
    cached: perZone(),
    isolatedFree: perZone(),
    managed: perZone(),
    mirrored: perZone(),
    lent: perZone(),
    reclaimable: perZone(),
    pool: new Int32Array(1 + POOL_ELEMENTS),
    killable: new Int32Array(OWNERS),
    doubtful: perZone(),
    mostDoubtful: perZone(),
    batch: perZone(),
    full: perZone(),
    min: perZone(),
    low: perZone(),
    high: perZone(),
    boost: perZone(),
    reserve: perZone(ZONES_PER_NODE),
    blocks: perZone(MIGRATETYPES * (maxOrder + 1)),
    orders: perZone(MIGRATETYPES),
    unclaimable: perZone(MIGRATETYPES * (maxOrder + 1)),
    handles: 0,
    at: new Int32Array(0),
    order: new Uint8Array(0),
    claim: new Uint8Array(0),
    owner: new Uint8Array(0),
    shortPins: new Uint16Array(0),
    longPins: new Uint16Array(0),
    refusedPins: new Uint8Array(0),
    struck: new Uint8Array(0),
    references: new Uint16Array(0),
    locked: new Uint8Array(0),
    kept: new Uint8Array(0),
    queued: new Uint8Array(0),
    rangeAt: new Int32Array(0),
    rangePages: new Int32Array(0),
    rangeArea: new Int32Array(0),
    doubts: [],
    cameHome: [],
    retired: [],
    marked: 0,
    retries: 0,
    rung: 0,
    lastRung: 0,
    refusedRange: new Int32Array(2),
    rolledBack: NO_BLOCK,
    decided: 0,
    undecided: 0,
    witnesses: new Float64Array(WITNESSES.length),
    findings: new Float64Array(FINDINGS.length),
    walked: new Uint32Array(pageTable.events.length * LEAF_SLOTS),
    blockTransitions: new Float64Array(64),
    pressure: new Uint8Array(zones).fill(PRESSURE_LEAF.empty),
    pressureTransitions: new Float64Array(pressureTable.transitions.length),
    requestTransitions: new Float64Array(requestTable.transitions.length),
    hugePageTransitions: new Float64Array(hugePageTable.transitions.length),
  };
}

/**
 * Whether the types of pageblocks can be judged. Two whole pageblocks that merge take the type of the later one, so who does
 * not know when a private list gives a block back does not know the types either.
 */
export const knowsTypes = ({ habits }: WorldState): boolean => habits.groupsByMobility && habits.reportsCache;

/** Makes room for allocations named by operation numbers below `count`, and forgets all of them. */
export function reserveHandles(s: WorldState, count: number): void {
  if (s.at.length < count) {
    s.at = new Int32Array(count);
    s.order = new Uint8Array(count);
    s.claim = new Uint8Array(count);
    s.owner = new Uint8Array(count);
    s.shortPins = new Uint16Array(count);
    s.longPins = new Uint16Array(count);
    s.refusedPins = new Uint8Array(count);
    s.struck = new Uint8Array(count);
    s.references = new Uint16Array(count);
    s.locked = new Uint8Array(count);
    s.kept = new Uint8Array(count);
    s.queued = new Uint8Array(count);
  }
  if (s.rangeAt.length < count) {
    s.rangeAt = new Int32Array(count);
    s.rangePages = new Int32Array(count);
    s.rangeArea = new Int32Array(count);
  }
  s.rangeAt.fill(-1, 0, count);
  s.handles = count;
  s.at.fill(-1, 0, count);
  s.owner.fill(0, 0, count);
  s.shortPins.fill(0, 0, count);
  s.longPins.fill(0, 0, count);
  s.refusedPins.fill(0, 0, count);
  s.struck.fill(0, 0, count);
  s.references.fill(0, 0, count);
  s.locked.fill(0, 0, count);
  s.kept.fill(0, 0, count);
  s.queued.fill(0, 0, count);
}
