import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { setBoost } from '../../../impl/zones/boost.ts';
import { tuningOf } from '../../../impl/zones/marks.ts';
import { BOOST_PAGES, HIGH_MARK } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../../impl/zones/zones.ts';
import { boostAfter } from '../../../spec/zones/boost.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class BoostsSmallZones extends PageAllocator {
  override boost(zone: number): void {
    const { zones, pageblockOrder } = this.memory;
    const before = zones[fieldOf(zone, BOOST_PAGES)]!; // A field of a record, here and below.
    const anySize = { managed: Number.MAX_SAFE_INTEGER, high: zones[fieldOf(zone, HIGH_MARK)]! };
    const after = boostAfter(before, anySize, 1 << pageblockOrder, tuningOf(this.memory));
    if (after !== before) setBoost(this.memory, zone, before, after);
  }
}

/** At least one pageblock, whatever the size of the zone that has to spare it. */
export const boostsSmallZones: Fault = {
  name: 'boosts-small-zones',
  summary: 'the marks of a zone of fewer than four pageblocks are raised by a pageblock',
  bug: {
    id: 'B23',
    area: 'accounting',
    system: 'Linux 5.0 to 5.6; 14f69140ff9c92a0928547ceefb153a842e8492c',
    story:
      'A kdump kernel with 768 MB was out of memory at once, with 500 MB free. When a pageblock got mixed, the marks of its zone rose by at ' +
      'least one pageblock, and on that machine a pageblock was 512 MB: most of the zone. Since then zones of fewer than four pageblocks are left alone.',
    source:
      'commit "mm: limit boost_watermark on small zones"; <20200513094416.052745207@linuxfoundation.org>',
  },
  invariant: 'INV-132',
  design: 'kernelcore',
  target: brokenTarget('boosts-small-zones', BoostsSmallZones),
};
