import { PageAllocator } from '../../impl/pageAllocator.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { brokenTarget, type Fault } from './fault.ts';

class AtomicReclaims extends PageAllocator {
  override roundsFor(gfp: number, order: number): number {
    return super.roundsFor(gfp & GFP.KSWAPD_RECLAIM ? gfp | GFP.DIRECT_RECLAIM : gfp, order);
  }
}

/** The right to wake kswapd taken for the right to wait. */
export const atomicReclaims: Fault = {
  name: 'atomic-reclaims',
  summary: 'a request that cannot wait drops user memory when it finds nothing',
  invariant: 'INV-205',
  design: 'kernelcore',
  target: brokenTarget('atomic-reclaims', AtomicReclaims),
};
