import { nodeOf } from '../../spec/index.ts';
import { carryRecord } from '../memory/pageOwner.ts';
import { zoneIn } from '../memory/pageWord.ts';
import { compactFor, compactZone } from '../operations/compact.ts';
import { isDeferred } from '../operations/deferral.ts';
import { findPlace } from '../operations/findPlace.ts';
import { isHeldTogether } from '../operations/hugePages.ts';
import { carryOver, moveAllocation, whatKeeps } from '../operations/migrate.ts';
import { moveToPin, mustMoveToPin } from '../operations/pin.ts';
import { mayEmpty, moveTo, scanZone } from '../operations/scanZone.ts';
import { moveIntoMirror } from '../operations/upgrade.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { Freeing } from './freeing.ts';

/** Mechanisms of moving allocations, and what keeps them where they are. */
export abstract class Moving extends Freeing {
  /** The node of a page that is in service. */
  nodeOfPage(pfn: number): number {
    return nodeOf(zoneIn(this.memory.pages[pfn]!));
  }

  /** First page that keeps an allocation from moving, or NONE. */
  whatKeeps(pfn: number, order: number): number {
    return whatKeeps(this.memory, pfn, order);
  }

  /** Marks the new place of an allocation that moves with what holds of it. */
  carryOver(to: number, word: number): void {
    carryOver(this.memory, to, word);
  }

  /** Takes the record of who has what moves along. */
  carryRecord(from: number, to: number, pages: number): void {
    carryRecord(this.memory, from, to, pages);
  }

  /** Whether somebody holds a block by a pin or a reference to the whole. */
  isHeldTogether(pfn: number): boolean {
    return isHeldTogether(this.memory, pfn);
  }

  /** Moves an unpinned allocation to a place sought with the given flags from a node on. Answers the place, or NO_MEMORY. */
  moveAllocation(this: PageAllocator, from: number, gfp: number, node = this.nodeOfPage(from)): number {
    return moveAllocation(this, from, gfp, node);
  }

  /** Moves what a process maps into the mirror. Answers the first page that found no place, or NONE. */
  moveIntoMirror(this: PageAllocator, owner: number): number {
    return moveIntoMirror(this, owner);
  }

  /** Whether an allocation may not be pinned for long where it is. */
  mustMoveToPin(pfn: number): boolean {
    return mustMoveToPin(this.memory, pfn);
  }

  /** Moves an allocation to where it may be pinned for long. Answers the place, or BUSY or NO_MEMORY. */
  moveToPin(this: PageAllocator, pfn: number, order: number): number {
    return moveToPin(this, pfn, order);
  }

  /** Whether compaction of a zone is put off this time; asking counts. */
  isDeferred(zone: number, order: number): boolean {
    return isDeferred(this.memory, zone, order);
  }

  /** Compacts zones for a request. */
  compactFor(this: PageAllocator, order: number, gfp: number, node: number): void {
    compactFor(this, order, gfp, node);
  }

  /** Compacts a zone for a type, under the marks of a ceiling. Answers a place in COMPACT_RESULTS. */
  compactZone(this: PageAllocator, zone: number, order: number, type: number, ceiling: number): number {
    return compactZone(this, zone, order, type, ceiling);
  }

  /** Moves allocations of a zone together until there is a block. Answers COMPACT_SUCCESS or COMPACT_COMPLETE. */
  scanZone(this: PageAllocator, zone: number, order: number, type: number): number {
    return scanZone(this, zone, order, type);
  }

  /** Whether compaction moves what is in a pageblock. */
  mayEmpty(pageblock: number): boolean {
    return mayEmpty(this.memory, pageblock);
  }

  /** A free place of an order in pageblocks from `goal` down to the one above `floor`, or NONE. */
  findPlace(zone: number, goal: number, floor: number, order: number, mirrored: boolean): number {
    return findPlace(this.memory, zone, goal, floor, order, mirrored);
  }

  /** Moves an allocation to free pages of its zone. */
  moveTo(this: PageAllocator, from: number, to: number): void {
    moveTo(this, from, to);
  }
}
