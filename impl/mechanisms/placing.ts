import { GFP } from '../../spec/index.ts';
import { claimBlock, stealBlock } from '../buddy/fallback.ts';
import { reservePageblock, unreservePageblock } from '../buddy/highatomic.ts';
import { retypePageblock } from '../buddy/pageblocks.ts';
import { takeBlock } from '../buddy/takeBlock.ts';
import type { Memory } from '../memory/memory.ts';
import { recordOwner } from '../memory/pageOwner.ts';
import { bringIn, place } from '../operations/place.ts';
import { placeInReserve } from '../operations/placeInReserve.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { queueOf } from '../percpu/perCpu.ts';
import { refill } from '../percpu/refill.ts';
import { refreshRoutes } from '../requests/routes.ts';
import { boostZone, unboostZone } from '../zones/boost.ts';
import { refreshMarks } from '../zones/marks.ts';
import { mayGive } from '../zones/mayGive.ts';
import { isEligibleZone, refreshZonelists } from '../zones/zonelists.ts';

const { MOVABLE, PRIVILEGED, RECLAIMABLE } = GFP;

/** Mechanisms of finding a block for a request. */
export abstract class Placing {
  abstract readonly memory: Memory;

  /** Whether a mandatory mirrored request may be made: the design offers it, and a user is privileged. */
  isPermitted(gfp: number): boolean {
    const { inForce, design } = this.memory;
    if ((gfp & (MOVABLE | RECLAIMABLE)) === 0) return inForce && design.reserveRequests;
    return inForce && design.criticalRequests && (gfp & PRIVILEGED) !== 0;
  }

  /** Whether requests of a kind (see `requestCode`) may look at a zone; asked when managed memory changes. */
  isEligible(zone: number, kind: number): boolean {
    return isEligibleZone(this.memory, zone, kind);
  }

  /** Computes marks, reserves, private list sizes and zonelists anew after managed memory changed. */
  refreshZones(this: PageAllocator): void {
    refreshMarks(this.memory);
    refreshZonelists(this);
    refreshRoutes(this.memory);
  }

  /** Finds a block for a request, which is then on no list, or answers NO_MEMORY. */
  place(this: PageAllocator, order: number, gfp: number, node: number, cpu: number): number {
    return place(this, order, gfp, node, cpu);
  }

  /** Makes pages count that are free and do not, before a request that may wait goes on without them. */
  bringIn(this: PageAllocator, order: number, gfp: number, node: number): void {
    bringIn(this, order, gfp, node);
  }

  /** Finds a block for a request that takes from the mirror reserve only, or answers NO_MEMORY. */
  placeInReserve(order: number, gfp: number, node: number): number {
    return placeInReserve(this.memory, order, gfp, node);
  }

  /** Whether a zone keeps its mark and reserve after giving a block; see `marks.ts` for the levels. */
  mayGive(zone: number, order: number, code: number, level: number): boolean {
    return mayGive(this.memory, zone, order, code, level);
  }

  /** Takes a block for a type off the buddy lists of a zone, or answers NONE. */
  takeBlock(this: PageAllocator, zone: number, type: number, order: number): number {
    return takeBlock(this, zone, type, order);
  }

  /** Takes a block by making a pageblock of another type its own, or answers NONE. */
  claimBlock(this: PageAllocator, zone: number, type: number, order: number): number {
    return claimBlock(this, zone, type, order);
  }

  /** Makes a pageblock of another type one of the request's own, with its free pages; `pivot` is the block that it was chosen for. */
  convert(pageblock: number, type: number, _pivot: number): void {
    retypePageblock(this.memory, pageblock, type);
  }

  /** Takes a block from the lists of another type, or answers NONE. */
  stealBlock(zone: number, type: number, order: number): number {
    return stealBlock(this.memory, zone, type, order);
  }

  /** Index of the private lists that a CPU has for a zone, see `percpu/perCpu.ts`. */
  queueOf(cpu: number, zone: number): number {
    return queueOf(this.memory, cpu, zone);
  }

  /** Moves a batch of blocks from the buddy lists to an empty private list. */
  refill(this: PageAllocator, cpu: number, zone: number, type: number, order: number): void {
    refill(this, cpu, zone, type, order);
  }

  /** Reserves the pageblock of a block for high-order atomic requests, as far as the zone may. */
  reserve(zone: number, pfn: number, order: number): void {
    reservePageblock(this.memory, zone, pfn, order);
  }

  /**
   * Gives a reserved pageblock to a request that may wait and is about to fail; `keep` of them stay in each zone.
   *
   * @returns whether there was one to give
   */
  unreserve(_order: number, gfp: number, node: number, keep: number): boolean {
    return unreservePageblock(this.memory, gfp, node, keep);
  }

  /** Raises the marks of a zone in which a part of a pageblock is to be claimed. */
  boost(zone: number): void {
    boostZone(this.memory, zone);
  }

  /** Takes the boost of a zone away. */
  unboost(zone: number): void {
    unboostZone(this.memory, zone);
  }

  /** Records who was handed these pages, where owners are recorded. */
  recordOwner(pfn: number, pages: number): void {
    recordOwner(this.memory, pfn, pages);
  }

  /** Clears a block that is about to be handed out. */
  clear(pfn: number, order: number): void {
    this.memory.effects.zeroed(pfn, order);
  }
}
