import { retypePageblock } from '../../impl/buddy/pageblocks.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { GFP, gfpMigratetype, gfpZone } from '../../spec/requests/gfp.ts';
import { UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { ZONE_MOVABLE } from '../../spec/zones/zone.ts';
import { allocate, quietTrap, type Trap, trap } from './trap.ts';

class ServesFromAnyZone extends PageAllocator {
  override place(...[order, gfp, ...more]: Parameters<PageAllocator['place']>): number {
    const below = gfpZone(gfp) === ZONE_MOVABLE ? gfp & ~GFP.HIGHMEM : gfp;
    return super.place(order, below, ...more);
  }
}

class RetypesAtWill extends PageAllocator {
  override place(...request: Parameters<PageAllocator['place']>): number {
    if (gfpMigratetype(request[1]) === UNMOVABLE) {
      const { memory } = this;
      retypePageblock(memory, 0, UNMOVABLE); // Whoever holds it.
      memory.effects.typeChanged(0, UNMOVABLE);
    }
    return super.place(...request);
  }
}

class HandsOutTwice extends PageAllocator {
  #last = -1;
  override place(...request: Parameters<PageAllocator['place']>): number {
    if (this.#last >= 0) return this.#last;
    this.#last = super.place(...request);
    return this.#last;
  }
}

class MovesAnywhere extends PageAllocator {
  override moveAllocation(from: number, gfp: number): number {
    return super.moveAllocation(from, gfp | GFP.HIGHMEM | GFP.MOVABLE);
  }
}

/** Excuses for serving from somewhere else. */
export const placementTraps: readonly Trap[] = [
  trap('any frame that may be used is as good as another', 'INV-150', ServesFromAnyZone, [allocate('user')]),
  trap('pageblocks change their type now and then', 'INV-142', RetypesAtWill, [
    allocate('buffer', 3),
    allocate('kernel'),
  ]),
  quietTrap('a page that is handed out twice was freed in between, unseen', 'INV-103', HandsOutTwice, [
    allocate('user'),
    allocate('user'),
  ]),
  trap('the rule of placement is for requests, and this was a move', 'INV-122', MovesAnywhere, [
    allocate('buffer', 4),
    { kind: 'offline', block: 0 },
  ]),
];
