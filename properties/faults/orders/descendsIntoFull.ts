import { FIXED, isUsed, POISONED, zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { FREE_PAGES } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../../impl/zones/zones.ts';
import { GFP } from '../../../spec/requests/gfp.ts';
import { NO_ZONE, ZONE_DMA, ZONE_DMA32, zoneIndexOf } from '../../../spec/zones/zone.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class DescendsIntoFull extends PageAllocator {
  override place(order: number, gfp: number, node: number, cpu: number): number {
    const pfn = super.place(order, gfp, node, cpu);
    const limit = gfp & GFP.DMA ? ZONE_DMA : ZONE_DMA32;
    if (pfn >= 0 || !(gfp & (GFP.DMA | GFP.DMA32)) || !this.#hasSomewhere(1 << order)) return pfn;
    return this.#lowest(order, limit, pfn);
  }

  /** What the root of the tree knows: that much is free, wherever it is. */
  #hasSomewhere(pages: number): boolean {
    const { zones, zoneCount } = this.memory;
    for (let zone = 0; zone < zoneCount; zone++) if (zones[fieldOf(zone, FREE_PAGES)]! >= pages) return true;
    return false;
  }

  /** Down the low side of the tree, from a node below the limit, where all is taken: into what is in use, or was retired. */
  #lowest(order: number, limit: number, refusal: number): number {
    const { pages, frameCount } = this.memory;
    const size = 1 << order;
    for (let pfn = 0; pfn + size <= frameCount; pfn += size) {
      const word = pages[pfn]!;
      const zone = zoneIn(word);
      const isLow = zone !== NO_ZONE && zoneIndexOf(zone) <= limit && zoneIn(pages[pfn + size - 1]!) === zone;
      if (isLow && !(word & FIXED) && (isUsed(word) || word & POISONED)) return pfn;
    }
    return refusal;
  }
}

/** The test of the node left out where the search begins below the root. */
export const descendsIntoFull: Fault = {
  name: 'descends-into-full',
  summary: 'a request for low memory is given pages in use, if only high memory is free',
  bug: {
    id: 'B56',
    area: 'orders',
    system: 'Managarm, until 2025',
    story:
      'A request limited to low addresses returned memory that was in use, or stopped at an assertion. To keep below the limit the search began at an inner node of the tree, and nobody asked whether that node had anything free, as is asked of all nodes on the way from the root.',
    source:
      'Managarm 27c980cbab8e4deee69bf517a408ee93477f736d, "Fix bug in buddy allocator address size restriction"',
  },
  invariant: 'INV-103',
  // A page that was retired for an error is no more looked at than one in use.
  also: 'INV-192',
  design: 'kernelcore',
  target: brokenTarget('descends-into-full', DescendsIntoFull),
};
