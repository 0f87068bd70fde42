import { INVALID, ZONE_MOVABLE, zoneId } from '../../spec/index.ts';
import { nextToReclaim } from '../memory/lru.ts';
import { NONE } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { orderAt } from './hold.ts';
import { releaseStraight } from './release.ts';

/** Drops what may be dropped in the zones of a node, from `ceiling` down, until enough pages are free. */
export function reclaimPages(allocator: PageAllocator, pages: number, node: number, ceiling: number): number {
  if (node >>> 0 >= allocator.memory.nodeCount || ceiling >>> 0 > ZONE_MOVABLE) return INVALID;
  let dropped = 0;
  for (let index = Math.min(ceiling, allocator.zonesOf(node) - 1); index >= 0; index--) {
    dropped += allocator.reclaimZone(zoneId(node, index), pages - dropped);
  }
  return dropped;
}

/** Drops allocations of a zone, the oldest of each owner first, until at least `pages` pages are free or none is left. @returns pages dropped */
export function reclaimZone(allocator: PageAllocator, zone: number, pages: number): number {
  const { memory } = allocator;
  let dropped = 0;
  while (dropped < pages) {
    const pfn = nextToReclaim(memory, zone);
    if (pfn === NONE) break;
    const order = orderAt(memory, pfn);
    memory.effects.reclaimed(pfn);
    releaseStraight(allocator, pfn, order);
    dropped += 1 << order;
  }
  return dropped;
}
