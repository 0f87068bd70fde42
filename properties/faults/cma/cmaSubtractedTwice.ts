import { listOf } from '../../../impl/buddy/freeLists.ts';
import type { Memory } from '../../../impl/memory/memory.ts';
import { nextOf } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { ceilingIn, typeIn } from '../../../impl/requests/requestCode.ts';
import { FREE_CMA_PAGES, FREE_PAGES, NON_BLOCK } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf, limitOf } from '../../../impl/zones/zones.ts';
import { CMA, MOVABLE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class CmaSubtractedTwice extends PageAllocator {
  override mayGive(zone: number, order: number, code: number, level: number): boolean {
    if (!super.mayGive(zone, order, code, level)) return false;
    if (order === 0 || typeIn(code) === MOVABLE) return true;
    const { zones } = this.memory;
    const outside = zones[fieldOf(zone, FREE_PAGES)]! - zones[fieldOf(zone, FREE_CMA_PAGES)]!;
    const rest = outside - ((1 << order) - 1) - smallerCmaPages(this.memory, zone, order);
    return rest > zones[fieldOf(zone, limitOf(ceilingIn(code), level & (NON_BLOCK - 1)))]!;
  }
}

/** Free pages of CMA in blocks that are too small for the request. */
function smallerCmaPages({ heads, links }: Memory, zone: number, order: number): number {
  let free = 0;
  for (let smaller = 0; smaller < order; smaller++)
    for (let pfn = heads[listOf(zone, CMA, smaller)]!; pfn >= 0; pfn = links[nextOf(pfn)]!)
      free += 1 << smaller;
  return free;
}

/** Two corrections of one count, each right without the other. */
export const cmaSubtractedTwice: Fault = {
  name: 'cma-subtracted-twice',
  summary: 'the check of a zone takes small free blocks of CMA away from a count that is without CMA already',
  bug: {
    id: 'B08',
    area: 'cma',
    system: 'Linux 3.x; fixed by 026b08147923',
    story:
      'Requests of drivers for 32 pages failed although plenty of suitable blocks were free. For a request that may not use CMA the check of the marks first took all free pages of CMA away, and then once more those in blocks too small for the request, as it went through the orders.',
    source: '026b08147923, "mm/page_alloc.c: fix watermark check in __zone_watermark_ok()"',
  },
  invariant: 'INV-3',
  // Before it is refused the request drains and reclaims without need; or another zone serves in the place of this one.
  also: ['INV-4', 'INV-125'],
  design: 'kernelcore',
  target: brokenTarget('cma-subtracted-twice', CmaSubtractedTwice),
};
