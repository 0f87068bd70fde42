import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class SummaryLagsBehind extends PageAllocator {
  /** What a handler of errors has yet to add to the summary: it was interrupted behind its critical section. */
  #owed = 0;

  override poison(pfn: number, error: number): number {
    const { poisonedInUse } = this.memory;
    poisonedInUse[0]! += this.#owed; // It goes on before the next one begins.
    const before = poisonedInUse[0]!;
    const result = super.poison(pfn, error);
    this.#owed = poisonedInUse[0]! - before;
    poisonedInUse[0] = before;
    return result;
  }

  override ownState(): ArrayLike<number> {
    return [this.#owed];
  }

  override reset(): void {
    super.reset();
    this.#owed = 0;
  }
}

/** A summary that is changed behind the lock under which it was computed. */
export const summaryLagsBehind: Fault = {
  name: 'summary-lags-behind',
  summary:
    'that a page in use is bad is noted on the page at once, and only later where a free asks whether any page is',
  bug: {
    id: 'B65',
    area: 'concurrency',
    system: 'Linux 6.5 to 6.14',
    story:
      'A summary says whether any zone has memory that was not accepted yet, so that requests need not look. Whether a zone was the first or the last was found out under its lock, but the summary was changed behind it: two CPUs did so in the wrong order, a count went below zero with a warning, and zones with usable memory may have been passed over.',
    source:
      'Linux fefc075182275057ce607effaa3daa9e6e3bdc73, "mm/page_alloc: fix race condition in unaccepted memory handling"',
  },
  invariant: 'INV-195',
  // Whoever else asks the summary passes over the bad page too: the block around it is moved out of the way.
  also: 'INV-188',
  design: 'kernelcore',
  target: brokenTarget('summary-lags-behind', SummaryLagsBehind),
};
