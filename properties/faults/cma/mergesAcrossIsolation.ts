import { listOf, pushFree, unlinkFree } from '../../../impl/buddy/freeLists.ts';
import type { Memory } from '../../../impl/memory/memory.ts';
import { FREE, HEAD_BITS, zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { ISOLATE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class MergesAcrossIsolation extends PageAllocator {
  // Not set while the constructor boots, when nothing is isolated.
  readonly #booted = true;

  override putFree(pfn: number, order: number): void {
    super.putFree(pfn, order);
    if (#booted in this) joinBuddies(this.memory, pfn >> this.memory.pageblockOrder);
  }
}

/** Makes one block of a free pageblock and its free buddy if just one of them is isolated, on the list of the first. */
function joinBuddies(memory: Memory, pageblock: number): void {
  const { types, pages, maxOrder, pageblockOrder } = memory;
  const buddy = pageblock ^ 1;
  const type = types[pageblock]!; // A block was freed there.
  const buddyType = types[buddy]!; // Memory is padded to whole largest blocks.
  if (maxOrder === pageblockOrder || (type === ISOLATE) === (buddyType === ISOLATE)) return;
  const [start, other] = [pageblock << pageblockOrder, buddy << pageblockOrder];
  const zone = zoneIn(pages[start]!);
  if (!isWhole(memory, start) || !isWhole(memory, other) || zoneIn(pages[other]!) !== zone) return;
  unlinkFree(memory, start, listOf(zone, type, pageblockOrder));
  unlinkFree(memory, other, listOf(zone, buddyType, pageblockOrder));
  pushFree(memory, Math.min(start, other), listOf(zone, type, pageblockOrder + 1));
}

const isWhole = ({ pages, pageblockOrder }: Memory, pfn: number): boolean =>
  (pages[pfn]! & HEAD_BITS) === (FREE | pageblockOrder);

/** What counts as free and what does not becomes one block, which counts as either from then on. */
export const mergesAcrossIsolation: Fault = {
  name: 'merges-across-isolation',
  summary: 'a free pageblock is merged with its buddy although one of them is isolated',
  bug: {
    id: 'B09',
    area: 'cma',
    system: 'Linux 4.x; fixed by d9dddbf55667',
    story:
      'After a stress test of CMA, thirty times as many of its pages were said to be free as there are, and more memory than the machine has. The largest block spans two pageblocks, which are isolated one at a time. A free in between merged one that did not count as free with one that did, since the test looked at the type of the freed block and not at that of its buddy.',
    source: 'd9dddbf55667, "mm/page_alloc: prevent merging between isolated and other pageblocks"',
  },
  invariant: 'INV-109',
  // A request whose own drain makes the merged block gets it at once, isolated half and all.
  also: 'INV-134',
  design: 'kernelcore',
  target: brokenTarget('merges-across-isolation', MergesAcrossIsolation),
};
