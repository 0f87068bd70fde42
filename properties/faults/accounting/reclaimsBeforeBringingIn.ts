import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class ReclaimsBeforeBringingIn extends PageAllocator {
  override bringIn(order: number, gfp: number, node: number): void {
    if (this.roundsFor(gfp, order) === 0) super.bringIn(order, gfp, node);
  }

  override dropFor(order: number, gfp: number, node: number): number {
    const dropped = super.dropFor(order, gfp, node);
    super.bringIn(order, gfp, node);
    return dropped;
  }
}

/** Pages on private lists are free and look used, as memory that a confidential guest has not accepted yet. */
export const reclaimsBeforeBringingIn: Fault = {
  name: 'reclaims-before-bringing-in',
  summary: 'reclaim begins while free pages wait on private lists, which are emptied only behind it',
  bug: {
    id: 'B24',
    area: 'accounting',
    system: 'Linux 6.5 to 6.11; 807174a93d24c456503692dc3f5af322ee0b640a',
    story:
      'Soon after boot confidential guests reclaimed without end, with most of their memory free. Memory that a guest has not accepted yet ' +
      'is free, but marks were checked without it; a check that failed started reclaim instead of accepting more, and where there was nothing to ' +
      'reclaim the request tried for ever.',
    source:
      'commit "mm: fix endless reclaim on machines with unaccepted memory"; <20240809114854.3745464-2-kirill.shutemov@linux.intel.com>',
  },
  invariant: 'INV-4',
  design: 'kernelcore',
  target: brokenTarget('reclaims-before-bringing-in', ReclaimsBeforeBringingIn),
};
