import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class PoolBeforeMemory extends PageAllocator {
  override poolGet(cpu: number): number {
    const kept = this.takeElement();
    return kept >= 0 ? kept : super.poolGet(cpu);
  }
}

/** A reserve used as a cache: it is empty when it is needed. */
export const poolBeforeMemory: Fault = {
  name: 'pool-before-memory',
  summary: 'a pool gives out what it keeps while there is memory',
  invariant: 'INV-206',
  design: 'kernelcore',
  target: brokenTarget('pool-before-memory', PoolBeforeMemory),
};
