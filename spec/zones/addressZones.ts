import type { Geometry, MemoryRange, PfnRange } from '../layout/layout.ts';
import { ZONE_NORMAL, type ZoneIndex } from './zone.ts';

/** The pfns that an address rule allows each of DMA, DMA32 and Normal: index = zone. Empty where memory ends before. */
export type AddressZones = readonly [dma: PfnRange, dma32: PfnRange, normal: PfnRange];

/**
 * The limits of the ordinary zones of a machine. The lowest begins at the first page of memory, the highest ends behind
 * the last; each limit is cut at the end of memory. Source: `free_area_init()` and the x86 `zone_sizes_init()`.
 */
export function addressZonesOf(memory: readonly MemoryRange[], geometry: Geometry): AddressZones {
  const first = memory[0]?.start ?? 0;
  const end = memory.at(-1)?.end ?? 0;
  const dmaEnd = Math.max(first, Math.min(geometry.dmaEnd, end));
  const dma32End = Math.max(dmaEnd, Math.min(geometry.dma32End, end));
  return [
    { start: first, end: dmaEnd },
    { start: dmaEnd, end: dma32End },
    { start: dma32End, end: Math.max(dma32End, end) },
  ];
}

/**
 * The zone that ZONE_MOVABLE is carved from: the highest one that has any addresses. Source:
 * `find_usable_zone_for_movable()`.
 */
export function movableSourceOf(zones: AddressZones): ZoneIndex {
  for (let zone = ZONE_NORMAL; zone > 0; zone--) {
    const { start, end } = zones[zone]!; // Counts down from 2, and the tuple has three entries.
    if (end > start) return zone as ZoneIndex; // 1 or 2.
  }
  return 0;
}
