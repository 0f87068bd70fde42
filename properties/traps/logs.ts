import { PageAllocator } from '../../impl/pageAllocator.ts';
import { FREE_PAGES } from '../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../impl/zones/zones.ts';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { GFP_HIGHUSER_MOVABLE } from '../../spec/requests/gfp.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { ZONE_NORMAL } from '../../spec/zones/zone.ts';
import { allocate, quietTrap, type Trap, trap } from './trap.ts';

class TidiesUpWhenever extends PageAllocator {
  #last = -1;
  override place(...request: Parameters<PageAllocator['place']>): number {
    this.#last = super.place(...request);
    return this.#last;
  }
  override free(...block: Parameters<PageAllocator['free']>): number {
    const answer = super.free(...block);
    if (this.#last !== block[0]) this.moveAllocation(this.#last, GFP_HIGHUSER_MOVABLE);
    return answer;
  }
}

class ReclaimsAll extends PageAllocator {
  override reclaim(...[pages, ...where]: Parameters<PageAllocator['reclaim']>): number {
    return super.reclaim(pages + 100, ...where);
  }
}

class LeaksWhenItRefuses extends PageAllocator {
  override place(...request: Parameters<PageAllocator['place']>): number {
    const pfn = super.place(...request);
    if (pfn === NO_MEMORY) this.memory.zones[fieldOf(ZONE_NORMAL, FREE_PAGES)]!--;
    return pfn;
  }
}

/** A report that agrees with itself, since it leaves one page out everywhere. */
class ForgetsAPage extends PageAllocator {
  override inspect(into: Inspection): void {
    const counts: Partial<Inspection> = {
      freeBlock: (pfn, order, type) => {
        if (order > 0 || pfn === 0) into.freeBlock(pfn, order, type);
      },
      cachedBlock: (pfn, order, cpu) => into.cachedBlock(pfn, order, cpu),
      usedBlock: (pfn, order) => into.usedBlock(pfn, order),
      pageblock: (pfn, type, isolated) => into.pageblock(pfn, type, isolated),
      zone: (zone, free, managed) =>
        zone === ZONE_NORMAL ? into.zone(zone, free - 1, managed - 1) : into.zone(zone, free, managed),
      marks: (zone, min, low, high) => into.marks(zone, min, low, high),
      lowmemReserve: (zone, ceiling, pages) => into.lowmemReserve(zone, ceiling, pages),
      freeCma: (zone, pages) => into.freeCma(zone, pages),
      memoryBlock: (block, online) => into.memoryBlock(block, online),
      pins: (pfn, short, long) => into.pins(pfn, short, long),
    };
    super.inspect(new Proxy(into, { get: (_, name) => counts[name as keyof Inspection] ?? (() => {}) }));
  }
}

class KeepsWhatIsInUse extends PageAllocator {
  override inspect(into: Inspection): void {
    super.inspect(into);
    into.cachedBlock(0, 0, 0);
  }
}

const fillKernel = Array.from({ length: 3 }, () => allocate('kernel', 4));

/** Excuses for what is written in the log, or is not. */
export const logTraps: readonly Trap[] = [
  trap('a move was reported, so it is all right', 'INV-4', TidiesUpWhenever, [
    allocate('user'),
    allocate('user'),
    { kind: 'free', of: 0, cpu: 0 },
  ]),
  trap('it was reclaimed, so it may be gone', 'INV-156', ReclaimsAll, [
    allocate('user'),
    allocate('user'),
    { kind: 'reclaim', pages: 1, node: 0, zone: 3 },
  ]),
  quietTrap('what is on a private list can be anything', 'INV-103', KeepsWhatIsInUse, [
    allocate('kernel', 4),
  ]),
  trap('an operation that failed has done nothing', 'INV-111', LeaksWhenItRefuses, fillKernel),
  trap('the report agrees with itself', 'INV-113', ForgetsAPage, [allocate('kernel')]),
];
