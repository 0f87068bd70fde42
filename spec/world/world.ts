import type { Design } from '../designs/design.ts';
import type { Tuning } from '../layout/layout.ts';
import type { MemoryMap, MirrorFact } from '../layout/memoryMap.ts';
import type { Claim } from '../pages/claim.ts';
import type { LeafName } from '../pages/leaf.ts';
import type { ZoneId } from '../zones/zone.ts';

/** The abstract state of all memory, between two operations: what invariants are about. */
export interface World {
  readonly map: MemoryMap;
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
  readonly page: Page;
  /** The first of them. */
  readonly first: number;
  readonly count: number;
}

/** What is known of one frame. */
export interface Page {
  /** States that are still possible: one, unless the target tells too little. */
  readonly leaves: readonly LeafName[];
  readonly zone: ZoneId;
  readonly mirror: MirrorFact;
  readonly blockType: 'ordinary' | 'highatomic' | 'cma' | 'reserve';
  readonly isolated: boolean;
  /** A caller had it isolated and has not given it back. */
  readonly isolatedByCaller: boolean;
  readonly bad: 'no' | 'injected' | 'real';
  /** Claim of the allocation that holds the frame, or null. */
  readonly claim: Claim | null;
  readonly shortPins: boolean;
  readonly longPins: boolean;
  /** State of the memory block around it. */
  readonly block: 'absent' | 'offline' | 'online';
}

/** What is counted of one zone, in pages. */
export interface ZoneLedger {
  readonly zone: ZoneId;
  readonly managed: number;
  readonly free: number;
  readonly freeCma: number;
  readonly cached: number;
  readonly isolatedFree: number;
  readonly min: number;
  readonly low: number;
  readonly high: number;
  /** By ceiling, DMA to Movable. */
  readonly reserve: readonly number[];
}
