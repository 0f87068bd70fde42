import { reservedIn } from '../../../impl/buddy/highatomic.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { typeIn } from '../../../impl/requests/requestCode.ts';
import { FREE_CMA_PAGES, FREE_PAGES, LOW } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../../impl/zones/zones.ts';
import { MOVABLE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class ReserveAboveFree extends PageAllocator {
  override mayGive(zone: number, order: number, code: number, level: number): boolean {
    if (order === 0 && level === LOW && this.#usable(zone, code) < 0) return true;
    return super.mayGive(zone, order, code, level);
  }

  /** Without a lower bound of zero; the comparison with a mark has no sign. */
  #usable(zone: number, code: number): number {
    const { zones, pageblockOrder } = this.memory;
    const cma = typeIn(code) === MOVABLE ? 0 : zones[fieldOf(zone, FREE_CMA_PAGES)]!; // Fields of a record.
    return zones[fieldOf(zone, FREE_PAGES)]! - cma - (reservedIn(this.memory, zone) << pageblockOrder);
  }
}

/** A shortcut in front of the check, for the requests that are most frequent. */
export const reserveAboveFree: Fault = {
  name: 'reserve-above-free',
  summary: 'a single page is served although less is free than was reserved for atomic requests',
  bug: {
    id: 'B26',
    area: 'accounting',
    system: 'Linux 5.9 to 5.19; f27ce0e14088, ended by 9282012fc0aa248b77a69f5eb802b67c5a16bb13',
    story:
      'Requests for single pages used up the last of memory without reclaiming any, and then everybody slept in reclaim. A fast form of the ' +
      'watermark check took off what is reserved for atomic requests, which may be more than is free; the difference below zero was ' +
      'compared as a number without a sign, so it was above every mark.',
    source: 'commit "page_alloc: fix invalid watermark check on a negative value"',
  },
  invariant: 'INV-128',
  // The same for requests with a right to the reserve, or kept at the marks, and where only a private list has a page left.
  also: ['INV-129', 'INV-130', 'INV-131'],
  layouts: ['tiny-atomic'],
  design: 'kernelcore',
  target: brokenTarget('reserve-above-free', ReserveAboveFree),
};
