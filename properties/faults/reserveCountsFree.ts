import { PageAllocator } from '../../impl/pageAllocator.ts';
import { FREE_MIRROR_PAGES, FREE_PAGES, MANAGED_PAGES } from '../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../impl/zones/zones.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ReserveCountsFree extends PageAllocator {
  override inspect(into: Inspection): void {
    const { zones } = this.memory;
    const free = (zone: number) =>
      zones[fieldOf(zone, FREE_PAGES)]! + zones[fieldOf(zone, FREE_MIRROR_PAGES)]!;
    super.inspect({
      freeBlock: (...block) => into.freeBlock(...block),
      cachedBlock: (...block) => into.cachedBlock(...block),
      usedBlock: (...block) => into.usedBlock(...block),
      pageblock: (...pageblock) => into.pageblock(...pageblock),
      zone: (zone) => into.zone(zone, free(zone), zones[fieldOf(zone, MANAGED_PAGES)]!),
      marks: (...marks) => into.marks(...marks),
      memoryBlock: (...block) => into.memoryBlock(...block),
      pins: (...pins) => into.pins(...pins),
      references: (...references) => into.references(...references),
      locked: (...locked) => into.locked(...locked),
    });
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
