import { armFailure } from '../memory/failurePoints.ts';
import { cmaAllocate, cmaRelease } from '../operations/cma.ts';
import { contigAllocate, contigFree } from '../operations/contig.ts';
import { isolateForCaller, unisolateForCaller } from '../operations/isolate.ts';
import { breakMirrorOf, expandMirrorOf } from '../operations/mirror.ts';
import { offlineBlock } from '../operations/offline.ts';
import { beginOffline, commitOffline, rollBackOffline, stepOffline } from '../operations/offlineSteps.ts';
import { onlineBlock } from '../operations/online.ts';
import { addBlock, removeBlock } from '../operations/plug.ts';
import { poisonPage } from '../operations/poison.ts';
import { replaceBlock } from '../operations/replace.ts';
import { unpoisonPage } from '../operations/unpoison.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { Withholding } from './withholding.ts';

/** The part of the contract that is about memory itself: its blocks, its errors, its mirror, and ranges of it. */
export abstract class MemoryOperations extends Withholding {
  offline(this: PageAllocator, block: number): number {
    return offlineBlock(this, block);
  }

  online(this: PageAllocator, block: number, to: number): number {
    return onlineBlock(this, block, to);
  }

  add(block: number): number {
    return addBlock(this.memory, block);
  }

  remove(block: number): number {
    return removeBlock(this.memory, block);
  }

  beginOffline(this: PageAllocator, block: number): number {
    return beginOffline(this, block);
  }

  step(this: PageAllocator): number {
    return stepOffline(this);
  }

  commit(this: PageAllocator): number {
    return commitOffline(this);
  }

  rollback(this: PageAllocator): number {
    return rollBackOffline(this);
  }

  inject(point: number, count: number): number {
    return armFailure(this.memory, point, count);
  }

  poison(this: PageAllocator, pfn: number, error: number): number {
    return poisonPage(this, pfn, error);
  }

  unpoison(this: PageAllocator, pfn: number): number {
    return unpoisonPage(this, pfn);
  }

  breakMirror(this: PageAllocator, block: number): number {
    return breakMirrorOf(this, block);
  }

  expandMirror(this: PageAllocator, block: number): number {
    return expandMirrorOf(this, block);
  }

  replace(this: PageAllocator, block: number): number {
    return replaceBlock(this, block);
  }

  isolate(this: PageAllocator, pageblock: number): number {
    return isolateForCaller(this, pageblock);
  }

  unisolate(this: PageAllocator, pageblock: number): number {
    return unisolateForCaller(this, pageblock);
  }

  contigAllocate(this: PageAllocator, pfn: number, pages: number): number {
    return contigAllocate(this, pfn, pages);
  }

  contigFree(this: PageAllocator, pfn: number, pages: number): number {
    return contigFree(this, pfn, pages);
  }

  cmaAllocate(this: PageAllocator, area: number, pages: number, align: number): number {
    return cmaAllocate(this, area, pages, align);
  }

  cmaRelease(this: PageAllocator, pfn: number, pages: number): number {
    return cmaRelease(this, pfn, pages);
  }
}
