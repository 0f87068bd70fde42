import { PageAllocator } from '../../impl/pageAllocator.ts';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ReserveFallsBack extends PageAllocator {
  override placeInReserve(order: number, gfp: number, node: number): number {
    const pfn = super.placeInReserve(order, gfp, node);
    return pfn === NO_MEMORY ? this.place(order, gfp & ~GFP.MIRROR, node, 0) : pfn;
  }
}

/** The caller was to decide what happens when the reserve is empty; here nobody asks. */
export const reserveFallsBack: Fault = {
  name: 'reserve-falls-back',
  summary: 'a request with a right to the mirror reserve is served from ordinary memory once that is empty',
  invariant: 'INV-2',
  also: 'INV-125', // Ordinary memory is refilled from for it before it is served there.
  design: 'reserve',
  target: brokenTarget('reserve-falls-back', ReserveFallsBack),
};
