import type { MemoryMap } from '../layout/memoryMap.ts';
import { ONLINE_KERNEL, ONLINE_MOVABLE } from '../operations/arguments.ts';
import { ZONE_DMA, ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL, type ZoneId, zoneId } from './zone.ts';

/**
 * The zone a memory block joins when it goes online. `kernel`: the kernel zone of its address. `movable`: ZONE_MOVABLE,
 * always. `default` (policy contig-zones): if exactly one of the two had the block within its span at boot, that one;
 * otherwise ZONE_MOVABLE iff booted with `movable_node`, else the kernel zone. Source: zone_for_pfn_range,
 * mm/memory_hotplug.c, with the spans of boot.
 */
export function zoneForOnline(map: MemoryMap, block: number, to: number): ZoneId {
  const { memoryBlockPages } = map.layout.geometry;
  const start = block * memoryBlockPages;
  const node = nodeOfBlock(map, start);
  const kernel = zoneId(node, kernelZoneAt(map, start));
  const movable = zoneId(node, ZONE_MOVABLE);
  if (to === ONLINE_KERNEL) return kernel;
  if (to === ONLINE_MOVABLE) return movable;
  const inKernel = spans(map, kernel, start, start + memoryBlockPages);
  const inMovable = spans(map, movable, start, start + memoryBlockPages);
  if (inKernel !== inMovable) return inMovable ? movable : kernel;
  return map.layout.boot.movableNode ? movable : kernel;
}

function kernelZoneAt(map: MemoryMap, pfn: number): number {
  const { dmaEnd, dma32End } = map.layout.geometry;
  if (pfn < dmaEnd) return ZONE_DMA;
  return pfn < dma32End ? ZONE_DMA32 : ZONE_NORMAL;
}

function nodeOfBlock(map: MemoryMap, start: number): number {
  const end = start + map.layout.geometry.memoryBlockPages;
  return map.layout.ranges.find((range) => range.start < end && range.end > start)?.node ?? 0;
}

function spans(map: MemoryMap, zone: ZoneId, start: number, end: number): boolean {
  const span = map.zones[zone];
  return span !== undefined && span.start < end && span.start + span.spanned > start;
}
