import { PageAllocator } from '../../impl/pageAllocator.ts';
import { COSTLY_ORDER } from '../../spec/requests/rounds.ts';
import { brokenTarget, type Fault } from './fault.ts';

class KillForCostly extends PageAllocator {
  override mayKill(gfp: number, order: number): boolean {
    return super.mayKill(gfp, Math.min(order, COSTLY_ORDER));
  }
}

/** Processes die for a block that their memory would hardly make. */
export const killForCostly: Fault = {
  name: 'kill-for-costly',
  summary: 'a process is killed for a request above order 3',
  invariant: 'INV-204',
  design: 'kernelcore',
  target: brokenTarget('kill-for-costly', KillForCostly),
};
