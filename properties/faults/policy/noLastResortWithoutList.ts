import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { LARGEST_CACHED_ORDER } from '../../../impl/percpu/queueRecord.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class NoLastResortWithoutList extends PageAllocator {
  override bringIn(order: number, gfp: number, node: number): void {
    if (order <= LARGEST_CACHED_ORDER) super.bringIn(order, gfp, node);
  }
}

/** Who has no list of its own forgets that others have one. */
export const noLastResortWithoutList: Fault = {
  name: 'no-last-resort-without-list',
  summary: 'a request too large for private lists fails without a look at what waits on them',
  bug: {
    id: 'B66',
    area: 'policy',
    system: 'LLFree, 2026; 3bb0ef97620d498722d6fd207508db4cbc3b686a',
    story:
      'Requests ran out of memory while another core had free frames reserved. There was one branch for requests with a local slot and one for those ' +
      'without; both searched all of memory, and only the first of them then turned to the reservations of other cores.',
    source: 'commit "Demote global before local" and its test demote_local, luhsra/llfree-rs',
  },
  invariant: 'INV-3',
  // One that makes rounds goes into them without that look.
  also: 'INV-4',
  design: 'kernelcore',
  target: brokenTarget('no-last-resort-without-list', NoLastResortWithoutList),
};
