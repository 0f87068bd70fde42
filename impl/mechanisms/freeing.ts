import { putFree } from '../buddy/merge.ts';
import { takeExactPage } from '../buddy/split.ts';
import * as word from '../memory/pageWord.ts';
import { adjustManaged } from '../operations/balloon.ts';
import { poisonedPageOf } from '../operations/hold.ts';
import { dropOwner } from '../operations/reference.ts';
import { putFreeAroundPoison, putFreeRange } from '../operations/release.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { drainCpu, keep } from '../percpu/drain.ts';
import { isCacheable } from '../percpu/perCpu.ts';
import { Placing } from './placing.ts';

const { NONE } = word;

/** Mechanisms of what becomes of a block that nobody holds any more. */
export abstract class Freeing extends Placing {
  /** Gives a block that nobody holds any more to a private list of the CPU, or to the buddy lists. */
  giveBack(this: PageAllocator, pfn: number, order: number, cpu: number): void {
    const { memory } = this;
    if (poisonedPageOf(memory, pfn, order) !== NONE) this.putFreeAroundPoison(pfn, order);
    else if (isCacheable(memory, pfn, order)) this.keep(pfn, order, cpu);
    else this.putFree(pfn, order);
  }

  /** The owner frees what is held: it stays until the last reference is put. Answers DONE, or INVALID if it is pinned. */
  dropOwner(pfn: number, _order: number, _cpu: number): number {
    return dropOwner(this.memory, pfn);
  }

  /** Frees a block to the buddy lists, merged with its buddies. */
  putFree(pfn: number, order: number): void {
    putFree(this.memory, pfn, order);
  }

  /** Frees what is sound of a block that holds poisoned pages. */
  putFreeAroundPoison(this: PageAllocator, pfn: number, order: number): void {
    putFreeAroundPoison(this, pfn, order);
  }

  /** Frees `[start, end)`, that nobody ever held, in blocks as large as they may be. */
  putFreeRange(this: PageAllocator, start: number, end: number): void {
    putFreeRange(this, start, end);
  }

  /** Takes page `pfn` out of the free block at `head`; the rest stays free. */
  takeOff(head: number, order: number, pfn: number): void {
    takeExactPage(this.memory, head, order, pfn);
  }

  /** Keeps a freed block on a private list; when that is full, a batch goes back to the buddy lists. */
  keep(this: PageAllocator, pfn: number, order: number, cpu: number): void {
    keep(this, pfn, order, cpu);
  }

  /** Empties the private lists of one CPU. */
  drainCpu(this: PageAllocator, cpu: number): void {
    drainCpu(this, cpu);
  }

  /** Counts a lent page out of the managed ones, or a returned one in; marks, reserves and zonelists follow. */
  adjustManaged(this: PageAllocator, pfn: number, pages: number): void {
    adjustManaged(this.memory, pfn, pages);
    this.refreshZones();
  }
}
