import type { MemoryMap } from '../layout/memoryMap.ts';
import { ZONES_PER_NODE, zoneId } from '../zones/zone.ts';
import { GFP } from './gfp.ts';

/**
 * Zones in the order a request tries them: node by node in the order of distance, in each node from the highest zone
 * down. `__GFP_THISNODE` sees its own node only. Zones above the ceiling are skipped by eligibility, not left out here.
 * Source: build_zonelists, mm/page_alloc.c.
 */
export function zonelist(map: MemoryMap, node: number, gfp: number): number[] {
  const nodes = gfp & GFP.THISNODE ? [node] : (map.nodeOrder[node] ?? [node]);
  return nodes.flatMap((member) => {
    const zones: number[] = [];
    for (let index = ZONES_PER_NODE - 1; index >= 0; index--) zones.push(zoneId(member, index));
    return zones;
  });
}
