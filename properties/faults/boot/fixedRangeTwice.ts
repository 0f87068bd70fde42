import { headOf, NONE, nextOf, previousOf, RANGE } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { DONE } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class FixedRangeTwice extends PageAllocator {
  override contigAllocate(pfn: number, pages: number): number {
    const answer = super.contigAllocate(pfn, pages);
    return answer !== DONE && this.#isWithinRange(pfn, pages) ? DONE : answer;
  }

  #isWithinRange(pfn: number, pages: number): boolean {
    const { pages: words, links, maxOrder, frameCount } = this.memory;
    const head = pfn >>> 0 < frameCount ? headOf(words, pfn, maxOrder) : NONE;
    if (head === NONE || !(words[head]! & RANGE)) return false; // Below frameCount.
    const [start, length] = [links[previousOf(head)]!, links[nextOf(head)]!];
    return pages > 0 && pfn + pages <= start + length;
  }
}

/** What is wanted is reserved already, so there seems to be nothing to do. */
export const fixedRangeTwice: Fault = {
  name: 'fixed-range-twice',
  summary: 'a range at a fixed place is granted again while it lies within one that is granted',
  bug: {
    id: 'B38',
    area: 'boot',
    system: 'U-Boot LMB, 2024; 1d9aa4a283daa1e609130b5457c9857d62f1d1cb',
    story:
      'One range had two owners, and conformance tests of the firmware interface got success where they expected an error. A request for a ' +
      'fixed address took a short cut: where the range lay within one that was reserved with the same flags, there was nothing to ' +
      'add, so it was done.',
    source: 'commit "lmb: Fix the allocation of overlapping memory areas with !LMB_NONE"',
  },
  invariant: 'INV-144',
  design: 'kernelcore',
  target: brokenTarget('fixed-range-twice', FixedRangeTwice),
};
