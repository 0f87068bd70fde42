import { PageAllocator } from '../../impl/pageAllocator.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ReclaimRecurses extends PageAllocator {
  override roundsFor(gfp: number, order: number): number {
    return super.roundsFor(gfp & ~GFP.MEMALLOC, order);
  }
}

/** PF_MEMALLOC looked at for its right to the reserves only: what made reclaim wait for its own locks. */
export const reclaimRecurses: Fault = {
  name: 'reclaim-recurses',
  summary: 'a request made by reclaim itself starts reclaim when it finds nothing',
  invariant: 'INV-203',
  design: 'kernelcore',
  target: brokenTarget('reclaim-recurses', ReclaimRecurses),
};
