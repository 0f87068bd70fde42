import type { Layout, MemoryRange } from '../layout/layout.ts';
import { type AddressZones, movableSourceOf } from './addressZones.ts';
import { nodeSpanOf } from './bootMemory.ts';
import { kernelcorePagesOf, spreadKernelcore } from './kernelcoreSize.ts';
import type { MirrorMode } from './mirrorMode.ts';

/**
 * Where ZONE_MOVABLE starts on each node, 0 for none. First match wins: `movable_node`, `kernelcore=mirror`, sizes and
 * percentages. Source: `find_zone_movable_pfns_for_nodes()`, mm/mm_init.c.
 */
export function movableStartsOf(
  layout: Layout,
  memory: readonly MemoryRange[],
  zones: AddressZones,
  mode: MirrorMode,
  nodeCount: number,
): number[] {
  const largestBlock = 2 ** layout.geometry.maxOrder;
  return wantedStarts(layout, memory, zones, mode, nodeCount).map((wanted, node) => {
    // A zone begins at a multiple of the largest block, or no free block could be said to belong to one zone.
    const start = Math.ceil(wanted / largestBlock) * largestBlock;
    const end = nodeSpanOf(memory, node)?.end ?? 0;
    return start < end ? start : 0;
  });
}

function wantedStarts(
  layout: Layout,
  memory: readonly MemoryRange[],
  zones: AddressZones,
  mode: MirrorMode,
  nodeCount: number,
): number[] {
  const none = new Array<number>(nodeCount).fill(0);
  if (layout.boot.movableNode) {
    return lowestStarts(
      memory.filter((region) => region.hotpluggable),
      none,
    );
  }
  if (mode === 'active') return lowestStarts(unmirroredAbove4GiB(memory, layout.geometry.dma32End), none);
  if (mode === 'no-mirror' || mode === 'kdump') return none;
  const kernelcorePages = kernelcorePagesOf(layout.boot, memory, 2 ** layout.geometry.maxOrder);
  if (kernelcorePages === 0) return none;
  const usableStart = zones[movableSourceOf(zones) as 0 | 1 | 2].start; // Never ZONE_MOVABLE itself.
  return spreadKernelcore(kernelcorePages, memory, usableStart, none);
}

/** A region that *begins* below 4 GiB is skipped whole, even where it reaches above. */
const unmirroredAbove4GiB = (memory: readonly MemoryRange[], dma32End: number): MemoryRange[] =>
  memory.filter((region) => !region.mirrored && region.start >= dma32End);

function lowestStarts(regions: readonly MemoryRange[], none: readonly number[]): number[] {
  const starts = [...none];
  for (const { node, start } of regions) {
    const lowest = starts[node];
    starts[node] = lowest ? Math.min(lowest, start) : start; // 0 stands for "none yet", as in the kernel.
  }
  return starts;
}
