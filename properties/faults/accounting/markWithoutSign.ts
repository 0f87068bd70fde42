import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { ceilingIn } from '../../../impl/requests/requestCode.ts';
import { hasBlock } from '../../../impl/zones/mayGive.ts';
import { BOOST_PAGES, FREE_PAGES, LOW, MIN, MIN_MARK } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf, limitOf } from '../../../impl/zones/zones.ts';
import { brokenTarget, type Fault } from '../fault.ts';

const LARGEST = 0x7fffffff;

class MarkWithoutSign extends PageAllocator {
  override mayGive(zone: number, order: number, code: number, level: number): boolean {
    const { zones } = this.memory;
    const record = fieldOf(zone, 0);
    const marked = zones[record + MIN_MARK]! + zones[record + BOOST_PAGES]!; // Fields of a record, here and below.
    const reserve = zones[record + limitOf(ceilingIn(code), MIN)]! - marked;
    const above = (zones[record + FREE_PAGES]! - ((1 << order) - 1) - reserve) >>> 0;
    // Less than nothing is left above the reserve: more than any mark. At the low mark that only leads to another zone.
    if (level !== LOW && above > LARGEST && hasBlock(this.memory, zone, order, false)) return true;
    return super.mayGive(zone, order, code, level);
  }
}

/** The fewer pages are left, the surer a request for one of them is served. */
export const markWithoutSign: Fault = {
  name: 'mark-without-sign',
  summary: 'what a zone has left above the lowmem reserve is compared as a number without a sign',
  bug: {
    id: 'B30',
    area: 'accounting',
    system: 'Linux around 3.5; 11292e59c90f9581be379fede1a8e2e1887b89d7 in a mirror tree',
    story:
      'Requests for single pages passed the watermark although the count of free pages had gone below zero. It was compared with the lowmem ' +
      'reserve, which has no sign, so C turned minus five into a number larger than any mark. The loop over the orders that ' +
      'would have noticed does not run for a single page.',
    source: 'commit on __zone_watermark_ok, seen on git.karo-electronics.de; upstream id not confirmed',
  },
  invariant: 'INV-128',
  // A zone that passes wrongly may stand before one that passes rightly.
  also: 'INV-125',
  // Where less is free than the reserve.
  layouts: ['tiny-lowmem'],
  design: 'kernelcore',
  target: brokenTarget('mark-without-sign', MarkWithoutSign),
};
