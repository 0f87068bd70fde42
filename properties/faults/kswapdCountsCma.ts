import { PageAllocator } from '../../impl/pageAllocator.ts';
import { BOOST_PAGES, FREE_PAGES, HIGH_MARK } from '../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../impl/zones/zones.ts';
import { brokenTarget, type Fault } from './fault.ts';

class KswapdCountsCma extends PageAllocator {
  override isBalanced(zone: number): boolean {
    const { zones } = this.memory;
    const record = fieldOf(zone, 0);
    return zones[record + FREE_PAGES]! > zones[record + HIGH_MARK]! + zones[record + BOOST_PAGES]!; // Fields of a record.
  }
}

/** The premature sleep of 2015: memory that most requests may not use makes their zone look balanced. */
export const kswapdCountsCma: Fault = {
  name: 'kswapd-counts-cma',
  summary: 'kswapd takes free pages of CMA for memory that every request may use, and goes to sleep',
  invariant: 'INV-155',
  design: 'kernelcore',
  target: brokenTarget('kswapd-counts-cma', KswapdCountsCma),
};
