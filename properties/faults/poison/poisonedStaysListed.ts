import { isFree, POISONED } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class PoisonedStaysListed extends PageAllocator {
  override takeOff(head: number, order: number, pfn: number): void {
    const { pages } = this.memory;
    pages[pfn]! |= POISONED;
    const word = pages[pfn]!; // The page of an error has a record.
    const isStillFree = isFree(pages[head]!) && (word & POISONED) === 0;
    if (isStillFree) super.takeOff(head, order, pfn);
  }
}

/** The mark set first, and then the question whether the page is free, which a marked one never is. */
export const poisonedStaysListed: Fault = {
  name: 'poisoned-stays-listed',
  summary: 'a free page that an error strikes keeps its place on the free lists',
  bug: {
    id: 'B41',
    area: 'poison',
    system: 'Xen, until 2011',
    story:
      'A broken page that was free when its error came was handed out later. Its state had been changed from free to offlined first; the code behind took a page off the heap only if its state was free, which it no longer was.',
    source: 'Xen 51402ed6092b02882f6483f94137c420bdd0e234, "X86: Fix mce offline page bug"',
  },
  invariant: 'INV-192',
  design: 'kernelcore',
  target: brokenTarget('poisoned-stays-listed', PoisonedStaysListed),
};
