import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { ceilingIn } from '../../../impl/requests/requestCode.ts';
import { keepsUserOutside } from '../../../spec/requests/eligibility.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../../../spec/zones/zone.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class EmptyExclusion extends PageAllocator {
  override isEligible(zone: number, kind: number): boolean {
    const staysOut = ceilingIn(kind) === ZONE_MOVABLE && keepsUserOutside(this.memory.design);
    return super.isEligible(zone, kind) && (!staysOut || zoneIndexOf(zone) === ZONE_MOVABLE);
  }
}

/** To keep out of nothing turns into having nothing to go to. */
export const emptyExclusion: Fault = {
  name: 'empty-exclusion',
  summary: 'user requests keep out of the mirror where there is none, and fail with all memory free',
  bug: {
    id: 'B67',
    area: 'policy',
    system: 'Xen, 2019; 5ac2dddb173b69be259ce4b259e73f971a4816c1',
    story:
      'On ordinary machines every request that was to spare the low zone returned nothing, and its slow replacement made boot run into a watchdog. ' +
      'The search above the border of the low zone was skipped if that border was zero, as it is where there is no low zone, and such a ' +
      'request is not tried anywhere else.',
    source: 'commit "fix MEMF_no_dma allocations for single NUMA", xen-project/xen',
  },
  invariant: 'INV-3',
  // While requests make rounds it reclaims first.
  also: 'INV-4',
  layouts: ['tiny-unmirrored'],
  design: 'nonmirror',
  target: brokenTarget('empty-exclusion', EmptyExclusion),
};
