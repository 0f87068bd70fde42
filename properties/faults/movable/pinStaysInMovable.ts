import { zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../../../spec/zones/zone.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class PinStaysInMovable extends PageAllocator {
  override mustMoveToPin(pfn: number): boolean {
    const zone = zoneIn(this.memory.pages[pfn]!); // Only an allocation is pinned.
    return zoneIndexOf(zone) !== ZONE_MOVABLE && super.mustMoveToPin(pfn);
  }
}

/** The look at CMA alone before a long-term pin, which get_user_pages had for six years. */
export const pinStaysInMovable: Fault = {
  name: 'pin-stays-in-movable',
  summary: 'a long-term pin moves its page out of CMA, but leaves it in ZONE_MOVABLE',
  bug: {
    id: 'B07',
    area: 'movable',
    system: 'Linux before 5.13; fixed by d1e153fea2a8',
    story:
      'Memory that was put into ZONE_MOVABLE in order to be pulled out again could not be, or the attempt never ended, once VFIO or RDMA had pinned some of it. The pin moved pages out of CMA first and did not know of the zone, which promises that all of it can move.',
    source:
      'd1e153fea2a8, "mm/gup: migrate pinned pages out of movable zone"; cover letter by Pavel Tatashin, linux-kernel, January 2021',
  },
  invariant: 'INV-163',
  design: 'kernelcore',
  target: brokenTarget('pin-stays-in-movable', PinStaysInMovable),
};
