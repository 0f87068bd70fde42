import { INVALID, zoneId } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import {
  BOOST_PAGES,
  FREE_CMA_PAGES,
  FREE_HIGHATOMIC_PAGES,
  FREE_PAGES,
  HIGH_MARK,
} from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';

/** One run of kswapd over a node. Source: balance_pgdat, mm/vmscan.c. @returns pages dropped */
export function balanceNode(allocator: PageAllocator, node: number): number {
  if (node >>> 0 >= allocator.memory.nodeCount) return INVALID;
  let dropped = 0;
  for (let index = 0; index < allocator.zonesOf(node); index++) {
    const zone = zoneId(node, index);
    dropped += balanceZone(allocator, zone);
    allocator.unboost(zone);
  }
  return dropped;
}

/** Drops the oldest allocations of a zone until it is balanced or nothing is left to drop. */
function balanceZone(allocator: PageAllocator, zone: number): number {
  let dropped = 0;
  while (!allocator.isBalanced(zone)) {
    const freed = allocator.reclaimZone(zone, 1);
    if (freed === 0) break;
    dropped += freed;
  }
  return dropped;
}

/** More than the boosted high mark is free, of what every request may use. Source: pgdat_balanced. */
export function isBalanced({ zones, cmaInMovable }: Memory, zone: number): boolean {
  const record = fieldOf(zone, 0);
  const cma = cmaInMovable ? 0 : zones[record + FREE_CMA_PAGES]!;
  const kept = cma + zones[record + FREE_HIGHATOMIC_PAGES]!;
  const usable = zones[record + FREE_PAGES]! - kept;
  return usable > zones[record + HIGH_MARK]! + zones[record + BOOST_PAGES]!;
}
