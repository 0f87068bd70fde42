import { PageAllocator } from '../../impl/pageAllocator.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ReclaimDoesNotHelp extends PageAllocator {
  override dropFor(order: number, gfp: number, node: number): number {
    const anywhere =
      (gfp & ~(GFP.DMA | GFP.DMA32 | GFP.RECLAIMABLE | GFP.MIRROR)) | GFP.HIGHMEM | GFP.MOVABLE;
    return super.dropFor(order, anywhere, node);
  }
}

/** Reclaim that looks at nodes, not zones: the premature end that was feared for mirrored requests. */
export const reclaimDoesNotHelp: Fault = {
  name: 'reclaim-does-not-help',
  summary: 'reclaim for a kernel request drops pages of ZONE_MOVABLE, which the request may not use',
  invariant: 'INV-156',
  design: 'kernelcore',
  target: brokenTarget('reclaim-does-not-help', ReclaimDoesNotHelp),
};
