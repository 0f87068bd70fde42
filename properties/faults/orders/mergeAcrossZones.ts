import { countFree, listOf, pushFree, unlinkFree } from '../../../impl/buddy/freeLists.ts';
import type { Memory } from '../../../impl/memory/memory.ts';
import { isFree, orderIn, USE_BITS, zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class MergeAcrossZones extends PageAllocator {
  // Not set while the constructor boots: memory starts out sound, and an operation is needed to spoil it.
  readonly #booted = true;

  override putFree(pfn: number, order: number): void {
    const buddy = pfn ^ (1 << order);
    if (!(#booted in this) || !isForeignBuddy(this.memory, pfn, buddy, order)) {
      super.putFree(pfn, order);
      return;
    }
    const { memory } = this;
    const { pages, types, pageblockOrder } = memory;
    const zone = zoneIn(pages[pfn]!); // Both are blocks, so they have records.
    const type = types[pfn >> pageblockOrder]!;
    unlinkFree(memory, buddy, listOf(zoneIn(pages[buddy]!), types[buddy >> pageblockOrder]!, order));
    pages[pfn]! &= ~USE_BITS;
    countFree(memory, zone, type, 1 << order);
    pushFree(memory, pfn & buddy, listOf(zone, type, order + 1));
  }
}

/** A free buddy of the same order in another zone. */
function isForeignBuddy(
  { pages, maxOrder, frameCount }: Memory,
  pfn: number,
  buddy: number,
  order: number,
): boolean {
  if (order >= maxOrder || buddy >= frameCount) return false;
  const word = pages[buddy]!; // Below frameCount.
  return isFree(word) && orderIn(word) === order && zoneIn(word) !== zoneIn(pages[pfn]!);
}

/** The zone left out of the comparison of buddies: mirrored and unmirrored memory become one block. */
export const mergeAcrossZones: Fault = {
  name: 'merge-across-zones',
  summary: 'two free buddies on both sides of a zone border are merged into one block',
  bug: {
    id: 'B48',
    area: 'orders',
    system: 'Xen, until 2010',
    story:
      'Two nodes may meet at an address that is no multiple of the largest chunk. A free looked for its buddy by address alone, so pages of one node became part of a chunk on the list of the other; later code stopped at an assertion, or pages at such borders had to be wasted.',
    source:
      'Xen e7187a2e0162b4c16db70b03545f064df3e0265a, "Check neighbouring chunks belong to same NUMA node before merging"',
  },
  invariant: 'INV-106',
  design: 'kernelcore',
  target: brokenTarget('merge-across-zones', MergeAcrossZones),
};
