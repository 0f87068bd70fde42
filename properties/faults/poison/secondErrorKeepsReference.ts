import { headOf, NONE } from '../../../impl/memory/pageWord.ts';
import { orderAt } from '../../../impl/operations/hold.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { POISON_ALREADY } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class SecondErrorKeepsReference extends PageAllocator {
  override poison(pfn: number, error: number): number {
    const result = super.poison(pfn, error);
    const { memory } = this;
    const head = result === POISON_ALREADY ? headOf(memory.pages, pfn, memory.maxOrder) : NONE;
    // Taken to look at the page. Every other way out gives it back.
    if (head !== NONE) this.getRef(head, orderAt(memory, head));
    return result;
  }
}

/** An early return between taking a reference and giving it back. */
export const secondErrorKeepsReference: Fault = {
  name: 'second-error-keeps-reference',
  summary: 'a second error in a page that bears the mark of one leaves a reference that nobody owns',
  bug: {
    id: 'B43',
    area: 'poison',
    system: 'Linux, until 2013',
    story:
      'The page of zeros was reported as bad twice and taken back twice, and had a reference more than before. To look at a page the handler takes a reference; when it saw that the page was marked already, it returned at once and kept it.',
    source: 'Linux 29b4eedee67b, "mm/hwpoison.c: fix held reference count after unpoisoning empty zero page"',
  },
  invariant: 'INV-196',
  design: 'kernelcore',
  target: brokenTarget('second-error-keeps-reference', SecondErrorKeepsReference),
};
