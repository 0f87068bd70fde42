import { ALL_CPUS, zoneForOnline } from '../../spec/index.ts';
import { isolatePageblock, unisolatePageblock } from '../buddy/pageblocks.ts';
import { alignUp } from '../operations/cma.ts';
import { claimRange, evacuateRange, obstacleInRange, takeRange } from '../operations/contig.ts';
import { obstacleToIsolation } from '../operations/isolate.ts';
import { notify } from '../operations/notify.ts';
import { evacuate, obstacleIn, rollBackBlock } from '../operations/offline.ts';
import { writtenIn } from '../operations/replace.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { MakingRoom } from './makingRoom.ts';

/** Mechanisms of taking memory from everybody: isolation, contiguous ranges, hotplug. */
export abstract class Withholding extends MakingRoom {
  /** What comes before isolation: free pages on private lists would be missed. */
  drainBeforeIsolating(this: PageAllocator): void {
    this.drain(ALL_CPUS);
  }

  /** Withholds what is free in a pageblock. */
  withhold(pageblock: number): void {
    isolatePageblock(this.memory, pageblock);
  }

  /** Puts a pageblock back into service. */
  reinstate(pageblock: number): void {
    unisolatePageblock(this.memory, pageblock);
  }

  /** First page that keeps a pageblock from being isolated for a caller, or NONE. */
  obstacleToIsolation(pageblock: number): number {
    return obstacleToIsolation(this.memory, pageblock);
  }

  /** Takes `[start, end)` for a caller. Answers DONE, or BUSY or NO_MEMORY with a culprit. */
  takeRange(this: PageAllocator, start: number, end: number, cma: boolean): number {
    return takeRange(this, start, end, cma);
  }

  /** First place from `pfn` on for a range of the CMA area that begins at `base`. Addresses are aligned, not places in the area. */
  alignInArea(_base: number, pfn: number, step: number): number {
    return alignUp(pfn, step);
  }

  /** First frame that keeps a range from being taken, or NONE. */
  obstacleInRange(start: number, end: number, cma: boolean): number {
    return obstacleInRange(this.memory, start, end, cma);
  }

  /** Moves everything out of an isolated range. Answers the first page that found no place, or NONE. */
  evacuateRange(this: PageAllocator, start: number, end: number): number {
    return evacuateRange(this, start, end);
  }

  /** Hands withheld pages to the holder of a range. */
  claimRange(start: number, end: number, cma: boolean): void {
    claimRange(this.memory, start, end, cma);
  }

  /** First page that keeps a memory block from going offline, or NONE. */
  obstacleIn(block: number): number {
    return obstacleIn(this.memory, block);
  }

  /** First page of a memory block that something beside its owner knows by its address, a device for one, or NONE. */
  writtenIn(block: number): number {
    return writtenIn(this.memory, block);
  }

  /** Tells the rest of the kernel of a memory block. Answers whether nobody objects, which only GOING_* leaves room for. */
  notify(event: number, block: number): boolean {
    return notify(this.memory, event, block);
  }

  /** Moves everything out of an isolated memory block. Answers DONE, INTERRUPTED, or NO_MEMORY and names the page. */
  evacuate(this: PageAllocator, block: number): number {
    return evacuate(this, block);
  }

  /** Puts a memory block that was to leave back into service. */
  rollBack(this: PageAllocator, block: number): void {
    rollBackBlock(this, block);
  }

  /** Frames that a zone has after boot: those of its span that are its own. */
  presentAtBoot(zone: number): number {
    return this.memory.map.runs.reduce(
      (pages, { start, end }, place) => pages + (this.zoneOfRun(place) === zone ? end - start : 0),
      0,
    );
  }

  /** The zone that a run of the memory map is in from boot on. */
  zoneOfRun(place: number): number {
    return this.memory.map.runs[place]!.zone; // Asked for each run.
  }

  /** The zone that a memory block joins. */
  zoneForOnline(block: number, to: number): number {
    return zoneForOnline(this.memory.map, block, to);
  }
}
