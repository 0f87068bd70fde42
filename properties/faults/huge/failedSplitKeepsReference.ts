import { headOf } from '../../../impl/memory/pageWord.ts';
import { orderAt } from '../../../impl/operations/hold.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { POISON_FAILED } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class FailedSplitKeepsReference extends PageAllocator {
  override poison(pfn: number, error: number): number {
    const result = super.poison(pfn, error);
    if (result !== POISON_FAILED) return result;
    const { memory } = this;
    const head = headOf(memory.pages, pfn, memory.maxOrder); // What could not be split is in use.
    // Taken on the first page of the block, and given back on the page of the error.
    if (head !== pfn) this.getRef(head, orderAt(memory, head));
    return result;
  }
}

/** A reference taken by one name of the block and given back by another. */
export const failedSplitKeepsReference: Fault = {
  name: 'failed-split-keeps-reference',
  summary: 'an error behind the first page of a block that cannot be split leaves a reference on the block',
  bug: {
    id: 'B57',
    area: 'huge',
    system: 'Linux, before 4.2',
    story:
      'After errors in huge pages memory was lost, or the kernel crashed because the count of a page it wanted to isolate was zero. Callers took the reference on the first page or on the page of the error, each in its own way, and when the huge page could not be split the handler returned without putting things right.',
    source:
      'Linux ead07f6a867b, "mm/memory-failure: introduce get_hwpoison_page() for consistent refcount handling"',
  },
  invariant: 'INV-195',
  design: 'kernelcore',
  target: brokenTarget('failed-split-keeps-reference', FailedSplitKeepsReference),
};
