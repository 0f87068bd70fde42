import { PageAllocator } from '../../impl/pageAllocator.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from './fault.ts';

class RangeLeavesPages extends PageAllocator {
  override evacuateRange(): number {
    return DONE;
  }
}

/** A contiguous range taken without a look at what migration left behind. */
export const rangeLeavesPages: Fault = {
  name: 'range-leaves-pages',
  summary: 'a contiguous range is given to a device while pages in it are still in use',
  invariant: 'INV-144',
  design: 'kernelcore',
  target: brokenTarget('range-leaves-pages', RangeLeavesPages),
};
