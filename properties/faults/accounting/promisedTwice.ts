import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class PromisedTwice extends PageAllocator {
  override cmaAllocate(area: number, pages: number, align: number): number {
    const { cmaAvailable } = this.memory;
    const promised = cmaAvailable[area];
    const pfn = super.cmaAllocate(area, pages, align);
    if (promised !== undefined) cmaAvailable[area] = promised;
    return pfn;
  }
}

/** The pages are taken from all memory, and those that were kept for the purpose still count as kept. */
export const promisedTwice: Fault = {
  name: 'promised-twice',
  summary: 'pages that were set aside for a driver still count as set aside once it has them',
  bug: {
    id: 'B29',
    area: 'accounting',
    system: 'SerenityOS, 2021; 3e909c0c49d687f1e1aa53cf9a8ed7ffecffbf2a',
    story:
      'The kernel stopped at an assertion when an object of anonymous memory went away: it gave back more pages than were promised ' +
      'to it. Its pages had been taken from the allocator directly and not from the set that was committed to it, so the set ' +
      'still believed that it owned them, and each was counted as used and as promised.',
    source: 'commit "Remove double-counting of allocated pages in AnonymousVMObject"',
  },
  invariant: 'INV-145',
  design: 'kernelcore',
  target: brokenTarget('promised-twice', PromisedTwice),
};
