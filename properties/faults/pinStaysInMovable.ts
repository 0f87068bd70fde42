import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class PinStaysInMovable extends PageAllocator {
  override mustMoveToPin(_pfn: number): boolean {
    return false;
  }
}

/** A long-term pin taken like a short one: what get_user_pages did for CMA until 2014. */
export const pinStaysInMovable: Fault = {
  name: 'pin-stays-in-movable',
  summary: 'a long-term pin leaves its page in ZONE_MOVABLE or CMA',
  invariant: 'INV-163',
  design: 'kernelcore',
  target: brokenTarget('pin-stays-in-movable', PinStaysInMovable),
};
