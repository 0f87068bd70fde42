import { headOf, isUsed, NONE } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { DONE } from '../../../spec/operations/outcome.ts';
import { CMA } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class ClaimNotUndone extends PageAllocator {
  override evacuateRange(start: number, end: number): number {
    const answer = super.evacuateRange(start, end);
    if (answer === DONE) return answer;
    const { storedTypes, pageblockOrder } = this.memory;
    const claimed = this.#emptyUpTo(start, end) & -(1 << pageblockOrder);
    if (claimed > start) this.claimRange(start, claimed, storedTypes[start >> pageblockOrder] === CMA);
    return answer;
  }

  /** Where the claim came to: pageblock by pageblock, up to the one that is still in use. */
  #emptyUpTo(start: number, end: number): number {
    const { pages, maxOrder } = this.memory;
    for (let pfn = start; pfn < end; pfn++) {
      const head = headOf(pages, pfn, maxOrder);
      if (head !== NONE && isUsed(pages[head]!)) return pfn;
    }
    return end - 1;
  }
}

/** Claimed word by word, and returned at once when a later word cannot be had. */
export const claimNotUndone: Fault = {
  name: 'claim-not-undone',
  summary:
    'a contiguous range that is refused keeps the pageblocks that were claimed before one could not be',
  bug: {
    id: 'B55',
    area: 'orders',
    system: 'LLFree (C), until 2026',
    story:
      'Frames stayed in use although the allocation had failed. A large block is several words of the bitmap, each claimed by itself; if one of them was taken by another core in between, the error was returned and the words before it were left claimed.',
    source: 'LLFree 970bb3d1a15644d7ac83213f4cd89a9052c0a10b, "Undo bitfield changes on error"',
  },
  invariant: 'INV-144',
  design: 'kernelcore',
  target: brokenTarget('claim-not-undone', ClaimNotUndone),
};
