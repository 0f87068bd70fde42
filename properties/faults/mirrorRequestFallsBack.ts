import { PageAllocator } from '../../impl/pageAllocator.ts';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { brokenTarget, type Fault } from './fault.ts';

class MirrorRequestFallsBack extends PageAllocator {
  override place(order: number, gfp: number, node: number, cpu: number): number {
    const pfn = super.place(order, gfp, node, cpu);
    return pfn === NO_MEMORY && gfp & GFP.MIRROR ? super.place(order, gfp & ~GFP.MIRROR, node, cpu) : pfn;
  }
}

/** A mandatory request treated as advice, as madvise always was. */
export const mirrorRequestFallsBack: Fault = {
  name: 'mirror-request-falls-back',
  summary:
    'a request that requires mirrored memory is served from unmirrored memory once the mirror is exhausted',
  invariant: 'INV-2',
  // What moves into the mirror for a process with a right to it may end above the ceiling that goes with that right.
  also: 'INV-121',
  design: 'nonmirror',
  target: brokenTarget('mirror-request-falls-back', MirrorRequestFallsBack),
};
