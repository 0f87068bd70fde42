import { PageAllocator } from '../../impl/pageAllocator.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { brokenTarget, type Fault } from './fault.ts';

class NofailFails extends PageAllocator {
  override triesForEver(gfp: number, order: number): boolean {
    return super.triesForEver(gfp & ~GFP.NOFAIL, order);
  }
}

/** __GFP_NOFAIL means to try hard: its caller has no code for the rest. */
export const nofailFails: Fault = {
  name: 'nofail-fails',
  summary: 'a request that may not fail gives up once nothing is left to drop',
  invariant: 'INV-199',
  design: 'kernelcore',
  target: brokenTarget('nofail-fails', NofailFails),
};
