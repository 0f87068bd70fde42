import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class FreesUnderItsLock extends PageAllocator {
  #isLocked = false;

  override poison(pfn: number, error: number): number {
    this.#isLocked = true;
    try {
      return super.poison(pfn, error);
    } finally {
      this.#isLocked = false;
    }
  }

  /** Every free to the buddy lists takes the lock of the zone. A lock that its holder waits for is never released. */
  override putFree(pfn: number, order: number): void {
    if (#isLocked in this && this.#isLocked)
      throw new Error('deadlock: the lock of the zone is wanted by the one who holds it');
    super.putFree(pfn, order);
  }
}

/** The lock held over a step that frees. It says what the lock debugger would, where a machine would stand still. */
export const freesUnderItsLock: Fault = {
  name: 'frees-under-its-lock',
  summary: 'a memory error is handled with the lock of the zone held, which the pages that it frees need',
  bug: {
    id: 'B61',
    area: 'concurrency',
    system: 'Xen, until 2013',
    story:
      'Taking a page of a guest offline could stop the machine. The lock of the heap was held while a reference was dropped; if that was the last one, the page was freed, which takes the same lock. Another path took the two locks of the matter in the other order.',
    source: 'Xen d4837a56da4a59259dd0cf9f3bdc073159d81d7a, "fix locking in offline_page()"',
  },
  invariant: 'INV-0',
  design: 'kernelcore',
  target: brokenTarget('frees-under-its-lock', FreesUnderItsLock),
};
