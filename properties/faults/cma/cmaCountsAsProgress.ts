import { PageAllocator } from '../../../impl/pageAllocator.ts';
import {
  BOOST_PAGES,
  FREE_CMA_PAGES,
  FREE_HIGHATOMIC_PAGES,
  FREE_PAGES,
  HIGH_MARK,
} from '../../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../../impl/zones/zones.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class CmaCountsAsProgress extends PageAllocator {
  /** By zone: free pages of CMA when the run began. */
  readonly #cmaBefore = new Int32Array(this.memory.zoneCount);

  override kswapd(node: number): number {
    const { zones } = this.memory;
    this.#cmaBefore.forEach((_, zone, before) => {
      before[zone] = zones[fieldOf(zone, FREE_CMA_PAGES)]!;
    });
    return super.kswapd(node);
  }

  override isBalanced(zone: number): boolean {
    const { zones, cmaInMovable } = this.memory;
    const record = fieldOf(zone, 0);
    const cma = cmaInMovable ? 0 : this.#cmaBefore[zone]!; // In ZONE_MOVABLE everybody may use it.
    const kept = cma + zones[record + FREE_HIGHATOMIC_PAGES]!;
    return zones[record + FREE_PAGES]! - kept > zones[record + HIGH_MARK]! + zones[record + BOOST_PAGES]!; // Fields of a record.
  }
}

/** Pages are counted as they are freed, whoever may use them. */
export const cmaCountsAsProgress: Fault = {
  name: 'cma-counts-as-progress',
  summary:
    'kswapd counts what it drops in CMA towards the free pages that a zone lacks for all other requests',
  bug: {
    id: 'B14',
    area: 'cma',
    system: 'Linux; 5da226dbfce3, which was reverted later for other reasons',
    story:
      'Requests of the kernel for single pages failed, and processes were killed, while tens of megabytes were free: all of it in CMA. Reclaim on behalf of such requests freed pages of CMA, reported them as progress, and the requests tried again without one more page that they could use. Linux lives with that in direct reclaim, so it is kswapd that counts wrong here.',
    source:
      '5da226dbfce3, "mm: skip CMA pages when they are not available", and the review by Zhaoyang Huang and others, April 2023',
  },
  invariant: 'INV-155',
  design: 'kernelcore',
  target: brokenTarget('cma-counts-as-progress', CmaCountsAsProgress),
};
