import { countFree, listOf, pushFree, unlinkFree } from '../../../impl/buddy/freeLists.ts';
import { FIXED, isFree, orderIn, zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class ConvertsFromPivot extends PageAllocator {
  override convert(pageblock: number, type: number, pivot: number): void {
    const { pages, types, storedTypes, pageblockOrder } = this.memory;
    const start = pageblock << pageblockOrder;
    if (!(pages[start]! & FIXED)) return super.convert(pageblock, type, pivot); // A pageblock that is claimed has pages.
    const from = types[pageblock]!;
    types[pageblock] = type;
    storedTypes[pageblock] = type;
    // Right is to begin with the first page behind what boot took.
    for (let pfn = pivot; pfn < start + (1 << pageblockOrder); ) {
      const order = orderIn(pages[pfn]!);
      if (isFree(pages[pfn]!)) this.#relist(pfn, order, from, type);
      pfn += 1 << order;
    }
  }

  #relist(pfn: number, order: number, from: number, to: number): void {
    const { memory } = this;
    const zone = zoneIn(memory.pages[pfn]!);
    unlinkFree(memory, pfn, listOf(zone, from, order));
    countFree(memory, zone, from, -(1 << order));
    pushFree(memory, pfn, listOf(zone, to, order));
    countFree(memory, zone, to, 1 << order);
  }
}

/**
 * A start that is clamped to the wrong page. A pageblock that reaches into another zone is never claimed; the first of the machine, whose
 * first pages boot has taken, is, and is where Linux had it.
 */
export const convertsFromPivot: Fault = {
  name: 'converts-from-pivot',
  summary: 'of the first pageblock only the free pages behind the one that it was claimed for change lists',
  bug: {
    id: 'B53',
    area: 'orders',
    system: 'Linux, before 6.10 (upstream commit not confirmed)',
    story:
      'In the first block of the first zone hundreds of free pages stayed on the lists of the old type although the block had changed its type. Where a block begins before its zone, the move began at the page that had led to it, and not at the first page of the zone.',
    source: 'Johannes Weiner, "mm: page_alloc: fix move_freepages_block() range error", September 2023',
  },
  invariant: 'INV-108',
  design: 'kernelcore',
  target: brokenTarget('converts-from-pivot', ConvertsFromPivot),
};
