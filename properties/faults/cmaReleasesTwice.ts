import { PageAllocator } from '../../impl/pageAllocator.ts';
import { INVALID } from '../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from './fault.ts';

class CmaReleasesTwice extends PageAllocator {
  override cmaRelease(pfn: number, pages: number): number {
    const answer = super.cmaRelease(pfn, pages);
    if (answer !== INVALID) this.memory.cmaAvailable[0]! += pages;
    return answer;
  }
}

/** What comes back is counted twice, and the area promises more than it has. */
export const cmaReleasesTwice: Fault = {
  name: 'cma-releases-twice',
  summary: 'a CMA area counts what is given back twice, and has more pages left than pages',
  invariant: 'INV-145',
  design: 'kernelcore',
  target: brokenTarget('cma-releases-twice', CmaReleasesTwice),
};
