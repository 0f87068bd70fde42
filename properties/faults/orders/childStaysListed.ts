import { listOf, pushFree } from '../../../impl/buddy/freeLists.ts';
import { BUDDY_BITS, FREE, ZONE_BITS, zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class ChildStaysListed extends PageAllocator {
  // Not set while the constructor boots: memory starts out sound, and an operation is needed to spoil it.
  readonly #booted = true;

  override putFree(pfn: number, order: number): void {
    if (#booted in this && this.#willMerge(pfn, order)) {
      const { memory } = this;
      const zone = zoneIn(memory.pages[pfn]!); // A block that is freed has a record.
      pushFree(memory, pfn, listOf(zone, memory.types[pfn >> memory.pageblockOrder]!, order));
    }
    super.putFree(pfn, order);
  }

  #willMerge(pfn: number, order: number): boolean {
    const { pages, maxOrder, pageblockOrder } = this.memory;
    if (order >= Math.min(maxOrder, pageblockOrder)) return false;
    const like = (pages[pfn]! & ZONE_BITS) | FREE | order;
    return (pages[pfn ^ (1 << order)]! & BUDDY_BITS) === like; // Every page has a buddy to look at.
  }
}

/** The freed block listed before the search for its buddy, and not taken off when one is found. */
export const childStaysListed: Fault = {
  name: 'child-stays-listed',
  summary: 'a freed block that merges with its buddy stays on its own list, beside the block they become',
  bug: {
    id: 'B50',
    area: 'orders',
    system: 'buddy_system_allocator of rcore-os, 0.6',
    story:
      'Two allocations returned the same frame. A free put the chunk on the list of its class first and looked for a buddy then; when it found one it listed the merged chunk as well, and left the smaller one where it was.',
    source: 'buddy_system_allocator 6a89f48374d17d52392fdeb0359b66e4772e3591, "fix buddy `dealloc` bug"',
  },
  invariant: 'INV-102',
  design: 'kernelcore',
  target: brokenTarget('child-stays-listed', ChildStaysListed),
};
