import type { Design } from '../designs/design.ts';
import type { FrameRun, MemoryMap } from '../layout/memoryMap.ts';
import { setsPageblocksApart } from '../layout/mirrorInForce.ts';
import { ZONE_MOVABLE, zoneIndexOf } from './zone.ts';

/**
 * Pageblocks that boot sets apart for the mirror, by number: 1 where all memory of the pageblock is mirrored and none of it is
 * CMA or ZONE_MOVABLE. A pageblock with one unmirrored frame promises nothing and stays ordinary. Memory that is offline at
 * boot is counted too: it comes to the mirror when it goes online.
 */
export function mirrorPageblocksOf(map: MemoryMap, design: Design): Uint8Array {
  const pageblockPages = 2 ** map.layout.geometry.pageblockOrder;
  const pageblocks = new Uint8Array(Math.ceil(map.frameCount / pageblockPages));
  if (!setsPageblocksApart(map.layout, design)) return pageblocks;
  const blocksOf = ({ start, end }: FrameRun) =>
    [Math.floor(start / pageblockPages), Math.ceil(end / pageblockPages)] as const;
  for (const run of map.runs) pageblocks.fill(1, ...blocksOf(run));
  for (const run of map.runs) if (!isApart(run)) pageblocks.fill(0, ...blocksOf(run));
  return pageblocks;
}

const isApart = ({ mirrored, cma, zone, state }: FrameRun): boolean =>
  mirrored && !cma && state !== 'lost' && (state === 'offline' || zoneIndexOf(zone) !== ZONE_MOVABLE);
