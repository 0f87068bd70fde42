import type { MemoryRange, PfnRange } from '../layout/layout.ts';
import { clampRange, pagesIn } from '../layout/pfnRange.ts';
import { nodeOf, ZONE_MOVABLE, type ZoneId, zoneIndexOf } from './zone.ts';
import type { BootSpan } from './zoneSpans.ts';

/** One stretch of struct pages that boot writes a zone number into. A later stroke covers an earlier one. */
export interface ZoneStroke extends PfnRange {
  readonly zone: ZoneId;
}

/**
 * Writes the zone numbers in the order in which boot does: regions by address, within each the populated zones of its node by
 * index, so ZONE_MOVABLE covers what ZONE_NORMAL wrote. Mirrored memory is skipped by the ZONE_MOVABLE pass, and each pass
 * first fills the hole before it. Source: `memmap_init()`, `overlap_memmap_init()`, `init_unavailable_range()`.
 */
export function memmapStrokes(
  memory: readonly MemoryRange[],
  spans: readonly BootSpan[],
  overlapping: boolean,
  sectionPages: number,
): ZoneStroke[] {
  const strokes: ZoneStroke[] = [];
  let filledTo = 0;
  let lastZone: ZoneId | undefined;
  for (const region of memory) {
    for (const span of populatedZonesOf(spans, region.node)) {
      lastZone = span.zone;
      const part = clampRange(region, span.start, span.end);
      if (pagesIn(part) === 0) continue;
      const skipped = overlapping && zoneIndexOf(span.zone) === ZONE_MOVABLE && region.mirrored;
      if (!skipped) strokes.push({ ...part, zone: span.zone });
      if (filledTo < part.start) strokes.push({ start: filledTo, end: part.start, zone: span.zone });
      filledTo = part.end;
    }
  }
  const sectionEnd = Math.ceil((memory.at(-1)?.end ?? 0) / sectionPages) * sectionPages;
  if (lastZone !== undefined && filledTo < sectionEnd) {
    strokes.push({ start: filledTo, end: sectionEnd, zone: lastZone });
  }
  return strokes;
}

const populatedZonesOf = (spans: readonly BootSpan[], node: number): BootSpan[] =>
  spans.filter((span) => nodeOf(span.zone) === node && span.present !== 0);

/** The zone number of a page after all strokes; undefined where none reached. */
export function zoneAfterStrokes(strokes: readonly ZoneStroke[], pfn: number): ZoneId | undefined {
  return strokes.findLast((stroke) => stroke.start <= pfn && pfn < stroke.end)?.zone;
}
