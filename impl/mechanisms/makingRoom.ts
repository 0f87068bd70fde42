import { mayKill, roundBudget, triesForEver, ZONES_PER_NODE } from '../../spec/index.ts';
import { chooseVictim, killOne } from '../operations/kill.ts';
import { isBalanced } from '../operations/kswapd.ts';
import { takeElement } from '../operations/pool.ts';
import { reclaimZone } from '../operations/reclaim.ts';
import { dropFor, placeInRounds } from '../operations/slowPath.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { Moving } from './moving.ts';

/** Mechanisms of the rounds of a request that found nothing. */
export abstract class MakingRoom extends Moving {
  /** Makes memory round after round and finds a block in it, or answers NO_MEMORY or WOULD_WAIT. */
  placeInRounds(this: PageAllocator, order: number, gfp: number, node: number, cpu: number): number {
    return placeInRounds(this, order, gfp, node, cpu);
  }

  /** Most rounds that a request may make; 0 for one that must not start reclaim. */
  roundsFor(gfp: number, order: number): number {
    return roundBudget(gfp, order, this.memory.retries[0]!); // One entry.
  }

  /** Whether a request waits rather than fails. */
  triesForEver(gfp: number, order: number): boolean {
    return triesForEver(gfp, order, this.memory.retries[0]!);
  }

  /** Takes an element that the pool keeps, or answers NO_MEMORY. */
  takeElement(this: PageAllocator): number {
    return takeElement(this);
  }

  /** Drops what helps a request, as much as one round may. Answers the pages dropped. */
  dropFor(this: PageAllocator, order: number, gfp: number, node: number): number {
    return dropFor(this, order, gfp, node);
  }

  /** Zones of a node that reclaim and kswapd go through, from the lowest on. Source: pgdat->nr_zones, which skips empty ones at the end. */
  zonesOf(_node: number): number {
    return ZONES_PER_NODE;
  }

  /** Drops what may be dropped in one zone. Answers the pages dropped. */
  reclaimZone(this: PageAllocator, zone: number, pages: number): number {
    return reclaimZone(this, zone, pages);
  }

  /** Whether kswapd has nothing to do in a zone. */
  isBalanced(zone: number): boolean {
    return isBalanced(this.memory, zone);
  }

  /** Whether a process may be killed for a request. */
  mayKill(gfp: number, order: number): boolean {
    return mayKill(gfp, order);
  }

  /** The owner whose death frees the most, or 0. */
  chooseVictim(): number {
    return chooseVictim(this.memory);
  }

  /** Kills a process. Answers whether there was one. */
  killOne(this: PageAllocator): boolean {
    return killOne(this);
  }
}
