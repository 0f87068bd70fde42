import { BLOCK_ONLINE } from '../../../impl/memory/memory.ts';
import { zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { DONE } from '../../../spec/operations/outcome.ts';
import { nodeOf, ZONES_PER_NODE, zoneIndexOf } from '../../../spec/zones/zone.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class LowerZoneHidesHigher extends PageAllocator {
  /** By node: how many zones are in use, from the lowest on. */
  readonly #zones = new Uint8Array(this.memory.nodeCount).fill(ZONES_PER_NODE);

  override zonesOf(node: number): number {
    return this.#zones[node]!; // Callers have looked the node up.
  }

  override online(block: number, to: number): number {
    const { memory } = this;
    const isOnline = memory.blocks[block] === BLOCK_ONLINE;
    const answer = super.online(block, to);
    if (answer === DONE && !isOnline) {
      const zone = zoneIn(memory.pages[block * memory.blockPages]!); // In service since a moment ago.
      this.#zones[nodeOf(zone)] = zoneIndexOf(zone) + 1;
    }
    return answer;
  }

  override ownState(): ArrayLike<number> {
    return this.#zones;
  }

  override reset(): void {
    this.#zones.fill(ZONES_PER_NODE);
    super.reset();
  }
}

/** A maximum that is only assigned: right at boot, where zones come in order, and wrong once the user chooses the order. */
export const lowerZoneHidesHigher: Fault = {
  name: 'lower-zone-hides-higher',
  summary: 'memory that goes online in a lower zone hides the zones above it from reclaim',
  bug: {
    id: 'B01',
    area: 'movable',
    system: 'Linux; fixed by 8f416836c0d5',
    story:
      'After memory had been added in a certain order, reclaim never looked at ZONE_MOVABLE of the node again. The number of zones in use was set to that of the zone just brought online, instead of the largest so far. At boot zones come in ascending order, so nobody noticed.',
    source: '8f416836c0d5, "mm/page_alloc.c: fix calculation of pgdat->nr_zones"',
  },
  invariant: 'INV-3',
  // The loop of kswapd passes the hidden zone by as well, and leaves it unbalanced or boosted.
  also: ['INV-155', 'INV-132'],
  design: 'kernelcore',
  target: brokenTarget('lower-zone-hides-higher', LowerZoneHidesHigher),
};
