import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class BalloonKeepsManaged extends PageAllocator {
  override adjustManaged(): void {}
}

/** The count left alone: marks and reserves are computed from memory that the hypervisor has. */
export const balloonKeepsManaged: Fault = {
  name: 'balloon-keeps-managed',
  summary: 'a page that is lent to a hypervisor still counts as managed',
  invariant: 'INV-176',
  design: 'kernelcore',
  target: brokenTarget('balloon-keeps-managed', BalloonKeepsManaged),
};
