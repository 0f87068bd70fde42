import { countFree } from '../../../impl/buddy/freeLists.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { FREE_HIGHATOMIC_PAGES } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../../impl/zones/zones.ts';
import { MOVABLE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class DemotionLosesRest extends PageAllocator {
  override unreserve(order: number, gfp: number, node: number, keep: number): boolean {
    const before = this.#reserved();
    const given = super.unreserve(order, gfp, node, keep);
    this.#reserved().forEach((pages, zone) => {
      countFree(this.memory, zone, MOVABLE, pages - before[zone]!); // The same zones.
    });
    return given;
  }

  /** Free pages that are reserved, by zone. */
  #reserved(): number[] {
    const { zones, zoneCount } = this.memory;
    return Array.from({ length: zoneCount }, (_, zone) => zones[fieldOf(zone, FREE_HIGHATOMIC_PAGES)]!);
  }
}

/** It is no reservation any more, and what is free in it was never added to the rest. */
export const demotionLosesRest: Fault = {
  name: 'demotion-loses-rest',
  summary: 'the free pages of a reserved pageblock that is given up count neither as reserved nor as free',
  bug: {
    id: 'B21',
    area: 'accounting',
    system: 'LLFree, 2026; 997b42e4b420e7931b65e3b476d450b27c2cbdc1',
    story:
      'Each core reserves a part of memory for itself. When everything else was used up and a request took over the reservation of another core, ' +
      'the free frames it left there were neither its own nor given back: the fast count no longer agreed with the exact one, ' +
      'and these frames were not found any more.',
    source: 'commit "Fix tree unreservation on demote", luhsra/llfree-rs',
  },
  invariant: 'INV-111',
  // The request that has it given up may be refused itself, or have another one given up; or it is one of the round trip at the end.
  also: ['INV-3', 'INV-115', 'INV-133'],
  layouts: ['tiny-atomic'],
  design: 'kernelcore',
  target: brokenTarget('demotion-loses-rest', DemotionLosesRest),
};
