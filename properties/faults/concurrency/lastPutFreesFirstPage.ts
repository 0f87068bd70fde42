import { isOrphan, nextOf, referencesIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class LastPutFreesFirstPage extends PageAllocator {
  #isLastPut = false;

  override putRef(pfn: number, order: number, cpu: number): number {
    const { pages, links } = this.memory;
    this.#isLastPut = isOrphan(pages[pfn]!) && referencesIn(links[nextOf(pfn)]!) === 1;
    const answer = super.putRef(pfn, order, cpu);
    this.#isLastPut = false;
    return answer;
  }

  override giveBack(pfn: number, order: number, cpu: number): void {
    super.giveBack(pfn, this.#isLastPut ? 0 : order, cpu);
  }
}

/** Who puts the last reference knows of one page, and the free that knew of all of them is over. */
export const lastPutFreesFirstPage: Fault = {
  name: 'last-put-frees-first-page',
  summary: 'of a block that its owner has freed the last reference frees the first page only',
  bug: {
    id: 'B63',
    area: 'concurrency',
    system: 'Linux, before 5.10',
    story:
      'Very rarely all but the first page of a block were lost. Somebody who looks pages up without a lock may hold a reference to the first for a moment; if the owner frees the block just then, that free does nothing, and the put of the stranger, who knows nothing of a block, frees one page.',
    source:
      'Linux e320d3012d25, "mm/page_alloc.c: fix freeing non-compound pages", Matthew Wilcox, September 2020',
  },
  invariant: 'INV-117',
  design: 'kernelcore',
  target: brokenTarget('last-put-frees-first-page', LastPutFreesFirstPage),
};
