import { PageAllocator } from '../../impl/pageAllocator.ts';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { GFP_HIGHUSER_MOVABLE } from '../../spec/requests/gfp.ts';
import { brokenTarget, type Fault } from './fault.ts';

class KernelFallsBackToMovable extends PageAllocator {
  override place(order: number, gfp: number, node: number, cpu: number): number {
    const pfn = super.place(order, gfp, node, cpu);
    return pfn === NO_MEMORY ? super.place(order, GFP_HIGHUSER_MOVABLE, node, cpu) : pfn;
  }
}

/** The fallback that no mirroring design survives, and the first that comes to mind under memory pressure. */
export const kernelFallsBackToMovable: Fault = {
  name: 'kernel-falls-back-to-movable',
  summary: 'a kernel request that finds its zones exhausted is served from ZONE_MOVABLE',
  invariant: 'INV-1',
  design: 'kernelcore',
  target: brokenTarget('kernel-falls-back-to-movable', KernelFallsBackToMovable),
};
