import { PageAllocator } from '../../impl/pageAllocator.ts';
import { FREE_MIRROR_PAGES } from '../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../impl/zones/zones.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ReserveCountsFree extends PageAllocator {
  override inspect(into: Inspection): void {
    const { zones } = this.memory;
    const zone: Inspection['zone'] = (number, free, managed) =>
      into.zone(number, free + zones[fieldOf(number, FREE_MIRROR_PAGES)]!, managed);
    super.inspect(
      new Proxy(into, {
        get: (_, name: keyof Inspection) => (name === 'zone' ? zone : into[name].bind(into)),
      }),
    );
  }
}

/** Statistics that sum all lists, as nobody told them of a reserve. */
export const reserveCountsFree: Fault = {
  name: 'reserve-counts-free',
  summary: 'the pages of the mirror reserve are reported as free memory of their zone',
  invariant: 'INV-154',
  design: 'reserve',
  target: brokenTarget('reserve-counts-free', ReserveCountsFree),
};
