import { PageAllocator } from '../../impl/pageAllocator.ts';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { GFP, gfpZone } from '../../spec/requests/gfp.ts';
import { ZONE_MOVABLE } from '../../spec/zones/zone.ts';
import { brokenTarget, type Fault } from './fault.ts';

class KernelFallsBackToMovable extends PageAllocator {
  override place(order: number, gfp: number, node: number, cpu: number): number {
    const pfn = super.place(order, gfp, node, cpu);
    if (pfn !== NO_MEMORY || gfpZone(gfp) === ZONE_MOVABLE) return pfn;
    return super.place(order, (gfp & ~KERNEL_ONLY) | GFP.HIGHMEM | GFP.MOVABLE, node, cpu);
  }
}

/** What says that a request must stay in kernel zones. */
const KERNEL_ONLY = GFP.DMA | GFP.DMA32 | GFP.RECLAIMABLE | GFP.MIRROR;

/** The fallback that no mirroring design survives, and the first that comes to mind under memory pressure. */
export const kernelFallsBackToMovable: Fault = {
  name: 'kernel-falls-back-to-movable',
  summary: 'a kernel request that finds its zones exhausted is served from ZONE_MOVABLE',
  invariant: 'INV-1',
  // Memory that is about to be pinned lands above the ceiling of its request. The fallback asks as a movable request, so where ZONE_MOVABLE
  // is gone it reaches CMA.
  also: ['INV-121', 'INV-139'],
  design: 'kernelcore',
  target: brokenTarget('kernel-falls-back-to-movable', KernelFallsBackToMovable),
};
