import { listOf, pushFree, unlinkFree } from '../../../impl/buddy/freeLists.ts';
import { BUDDY_BITS, FREE, headOf, ZONE_BITS, zoneIn } from '../../../impl/memory/pageWord.ts';
import { orderAt } from '../../../impl/operations/hold.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class MergesAboveLargest extends PageAllocator {
  // Not set while the constructor boots: memory starts out sound, and an operation is needed to spoil it.
  readonly #booted = true;

  override putFree(pfn: number, order: number): void {
    super.putFree(pfn, order);
    const { memory } = this;
    if (#booted in this && order <= memory.pageblockOrder)
      this.#mergeOnce(headOf(memory.pages, pfn, memory.maxOrder));
  }

  /** One more turn of the loop: `<=` where it must be `<`. */
  #mergeOnce(head: number): void {
    const { memory } = this;
    const { pages, types, maxOrder, pageblockOrder, frameCount } = memory;
    const buddy = head ^ (1 << maxOrder);
    if (orderAt(memory, head) !== maxOrder || buddy >= frameCount) return;
    const word = pages[head]!; // A block that was just freed is part of it.
    if ((pages[buddy]! & BUDDY_BITS) !== ((word & ZONE_BITS) | FREE | maxOrder)) return;
    const type = types[head >> pageblockOrder]!;
    unlinkFree(memory, head, listOf(zoneIn(word), type, maxOrder));
    unlinkFree(memory, buddy, listOf(zoneIn(word), types[buddy >> pageblockOrder]!, maxOrder));
    pushFree(memory, head & buddy, listOf(zoneIn(word), type, maxOrder + 1));
  }
}

/** A bound that is one too high: two of the largest blocks become one that no list is for. */
export const mergesAboveLargest: Fault = {
  name: 'merges-above-largest',
  summary: 'two free blocks of the largest order are merged into one',
  bug: {
    id: 'B52',
    area: 'orders',
    system: 'buddy_system_allocator of rcore-os, before 0.9.1',
    story:
      'A free ended with an index out of bounds. The loop that merges buddies ran as long as the class was below the number of lists, so two chunks of the last class were merged into one of the class behind it, which has no list.',
    source: 'buddy_system_allocator a51e8903b83b0f80b8bfa68eae2c66a252fc6836',
  },
  invariant: 'INV-101',
  design: 'kernelcore',
  target: brokenTarget('merges-above-largest', MergesAboveLargest),
};
