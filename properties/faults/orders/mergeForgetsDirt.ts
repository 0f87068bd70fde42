import { headOf, isFree, orderIn } from '../../../impl/memory/pageWord.ts';
import { orderAt } from '../../../impl/operations/hold.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class MergeForgetsDirt extends PageAllocator {
  /** By page: 1 while the free block around it is said to be clean. */
  readonly #clean = new Uint8Array(this.memory.pages.length);

  override clear(pfn: number, order: number): void {
    if (this.#clean[pfn] === 0) super.clear(pfn, order);
    this.#clean.fill(0, pfn, pfn + (1 << order));
    this.#scrub();
  }

  /** Clears what is free ahead of need. */
  #scrub(): void {
    const { pages, frameCount } = this.memory;
    for (let pfn = 0; pfn < frameCount; ) {
      const word = pages[pfn]!;
      const order = orderIn(word);
      if (isFree(word) && this.#clean[pfn] === 0) super.clear(pfn, order);
      if (isFree(word)) this.#clean.fill(1, pfn, pfn + (1 << order));
      pfn += 1 << order;
    }
  }

  override keep(pfn: number, order: number, cpu: number): void {
    this.#clean.fill(0, pfn, pfn + (1 << order));
    super.keep(pfn, order, cpu);
  }

  override putFree(pfn: number, order: number): void {
    super.putFree(pfn, order);
    if (!(#clean in this)) return; // The constructor boots: nothing is clean.
    this.#clean.fill(0, pfn, pfn + (1 << order));
    this.#mergeOf(pfn);
  }

  /** A block is what its left end was; right is: clean where all of it is. */
  #mergeOf(pfn: number): void {
    const { memory } = this;
    const head = headOf(memory.pages, pfn, memory.maxOrder);
    this.#clean.fill(this.#clean[head]!, head, head + (1 << orderAt(memory, head)));
  }

  override ownState(): ArrayLike<number> {
    return this.#clean;
  }

  override reset(): void {
    super.reset();
    this.#clean.fill(0);
  }
}

/** One of four cases forgotten: a clean block merged with a dirty one on its right passes for clean. */
export const mergeForgetsDirt: Fault = {
  name: 'merge-forgets-dirt',
  summary: 'a free block that was cleared ahead of need stays known as clean when a dirty one merges with it',
  bug: {
    id: 'B46',
    area: 'orders',
    system: 'Xen, until 2018',
    story:
      'Free chunks remember where their first page is that still has to be cleared. When two were merged, the case of a clean chunk with a dirty one on its right was not thought of: the whole passed for clean, and was handed out with what its last owner had left in it.',
    source:
      'Xen 1e2df9608857b5355f2ec3b1a34b87a2007dcd16, "correct first_dirty calculations during block merging"',
  },
  invariant: 'INV-120',
  design: 'kernelcore',
  target: brokenTarget('merge-forgets-dirt', MergeForgetsDirt),
};
