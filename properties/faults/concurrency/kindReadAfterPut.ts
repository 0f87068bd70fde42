import { isOrphan } from '../../../impl/memory/pageWord.ts';
import { isAllocation } from '../../../impl/operations/hold.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { DONE } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class KindReadAfterPut extends PageAllocator {
  override putRef(pfn: number, order: number, cpu: number): number {
    const wasFreed = isOrphan(this.memory.pages[pfn]!); // Who puts has a block.
    const answer = super.putRef(pfn, order, cpu);
    if (wasFreed && answer === DONE) this.#goOn(pfn, order);
    return answer;
  }

  /** The owner's free was not the last to put. What is no compound page it frees itself behind the first page. */
  #goOn(pfn: number, order: number): void {
    if (isAllocation(this.memory, pfn, order)) return;
    for (let half = order - 1; half >= 0; half--) this.putFree(pfn + (1 << half), half);
  }
}

/**
 * The kind of a block read when it may be somebody else's already. The race is made of operations: the free of an owner drops its
 * reference, and rests until others have put theirs before it looks what kind of block it was.
 */
export const kindReadAfterPut: Fault = {
  name: 'kind-read-after-put',
  summary:
    'a free that did not put the last reference frees the rest of a block that another CPU has freed meanwhile',
  bug: {
    id: 'B60',
    area: 'concurrency',
    system: 'Linux 5.10 to 6.2, CVE-2023-52739 (commit of the fix not confirmed)',
    story:
      'Kernels reported bad pages, and free lists were destroyed. A free drops its reference; if that was not the last one, it frees the pages behind the first by itself, unless they are a compound page, which the last put frees as a whole. What kind it is was read after the reference was dropped, when another CPU could have freed the whole block.',
    source: 'CVE-2023-52739, a fix of e320d3012d25, "mm/page_alloc.c: fix freeing non-compound pages"',
  },
  invariant: 'INV-102',
  // The other CPU keeps a small block on its private list.
  also: 'INV-103',
  design: 'kernelcore',
  target: brokenTarget('kind-read-after-put', KindReadAfterPut),
};
