import type { Design } from '../designs/design.ts';
import type { Tuning } from '../layout/layout.ts';
import type { MemoryMap, MirrorFact } from '../layout/memoryMap.ts';
import type { Claim } from '../pages/claim.ts';
import type { LeafName } from '../pages/leaf.ts';
import type { ZoneId } from '../zones/zone.ts';

/** The abstract state of all memory, between two operations: what invariants are about. */
export interface World {
  /** What boot made of the layout. */
  readonly map: MemoryMap;
  /** The mirroring policy. */
  readonly design: Design;
  /** Knobs as they are turned now; those of the layout where left out. */
  readonly tuning?: Tuning;
  /** The mirroring promises of the design hold on this machine (`mirrorInForce`). */
  readonly inForce: boolean;
  /** All frames of memory, holes left out, sorted by what is known of them: frames of one kind look alike. */
  kinds(): readonly PageKind[];
  /** One for each zone of each node, by zone id. */
  readonly ledgers: readonly ZoneLedger[];
}

/** Frames about which the same is known. */
export interface PageKind {
  /** What is known of each of them. */
  readonly page: Page;
  /** The first of them. */
  readonly first: number;
  /** How many frames. */
  readonly count: number;
}

/** What is known of one frame. */
export interface Page {
  /** States that are still possible: one, unless the target tells too little. */
  readonly leaves: readonly LeafName[];
  /** `node * 4 + zone`, or NO_ZONE. */
  readonly zone: ZoneId;
  /** Two copies, one that is exempt from promises, or one. */
  readonly mirror: MirrorFact;
  /** Type of the pageblock under any isolation; the three ordinary ones count as one. */
  readonly blockType: 'ordinary' | 'highatomic' | 'cma' | 'reserve';
  /** Its pageblock is isolated. */
  readonly isolated: boolean;
  /** A caller had it isolated and has not given it back. */
  readonly isolatedByCaller: boolean;
  /** A memory error was reported for it, by software or by the hardware. */
  readonly bad: 'no' | 'injected' | 'real';
  /** Claim of the allocation that holds the frame, or null. */
  readonly claim: Claim | null;
  /** The allocation has short-term pins. */
  readonly shortPins: boolean;
  /** The allocation has long-term pins. */
  readonly longPins: boolean;
  /** State of the memory block around it. */
  readonly block: 'absent' | 'offline' | 'online';
}

/** What is counted of one zone, in pages. */
export interface ZoneLedger {
  /** `node * 4 + zone`. */
  readonly zone: ZoneId;
  /** What the allocator has, free or in use. */
  readonly managed: number;
  /** NR_FREE_PAGES: on buddy lists, and not withheld. */
  readonly free: number;
  /** Of these, in CMA areas. */
  readonly freeCma: number;
  /** On private lists. */
  readonly cached: number;
  /** Free and withheld, since their pageblock is isolated. */
  readonly isolatedFree: number;
  /** The min mark, without boost. */
  readonly min: number;
  /** The low mark, without boost. */
  readonly low: number;
  /** The high mark, without boost. */
  readonly high: number;
  /** By ceiling, DMA to Movable. */
  readonly reserve: readonly number[];
}
