import { relist } from '../../../impl/memory/lru.ts';
import { CLAIM_BITS, CLAIM_SHIFT, claimIn, isUsed } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { claimNumber } from '../../../impl/requests/claims.ts';
import type { Claim } from '../../../spec/pages/claim.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class PoolIsEvictable extends PageAllocator {
  override reclaimZone(zone: number, pages: number): number {
    this.#tag('kernel', 'user');
    const dropped = super.reclaimZone(zone, pages);
    this.#tag('user', 'kernel');
    return dropped;
  }

  /** Lets the elements that the pool keeps, as far as they are still there, pass for pages of another claim. */
  #tag(from: Claim, to: Claim): void {
    const { memory } = this;
    const { pool, pages } = memory;
    for (let place = 1; place <= pool[0]!; place++) {
      const pfn = pool[place]!; // The first entry counts the others.
      const word = pages[pfn]!;
      if (!isUsed(word) || claimIn(word) !== claimNumber(from)) continue;
      relist(memory, pfn, (word & ~CLAIM_BITS) | (claimNumber(to) << CLAIM_SHIFT));
    }
  }
}

/** Whoever did not ask to stay may be dropped: what the way out of a shortage needs goes first when memory is short. */
export const poolIsEvictable: Fault = {
  name: 'pool-is-evictable',
  summary: 'reclaim drops the pages that a pool keeps for the time when there is no other memory',
  bug: {
    id: 'B04',
    area: 'movable',
    system: 'Zephyr 2026, demand paging with selective pinning',
    story:
      'The machine died of double faults, at random or, with another policy of eviction, each time: the page with the stack of the fault handler itself had been paged out. Only pages with a tag were pinned, and nobody had tagged the stacks, so that what the paging needs was up for eviction as all else.',
    source: 'zephyrproject-rtos/zephyr, issue 108773',
  },
  invariant: 'INV-171',
  design: 'kernelcore',
  target: brokenTarget('pool-is-evictable', PoolIsEvictable),
};
