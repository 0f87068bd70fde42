import type { MemoryRange, PfnRange } from '../layout/layout.ts';
import { clampRange, pagesIn, pagesInAll } from '../layout/pfnRange.ts';
import type { AddressZones } from './addressZones.ts';
import { nodeSpanOf } from './bootMemory.ts';
import { ZONE_MOVABLE, ZONE_NORMAL, type ZoneId, type ZoneIndex, zoneId } from './zone.ts';

/** A zone of a node as boot computes it, before any struct page is written. */
export interface BootSpan extends PfnRange {
  readonly zone: ZoneId;
  /** Spanned less absent pages, by the kernel's own arithmetic. */
  readonly present: number;
}

/** What the spans of all zones are computed from. */
export interface SpanInputs {
  readonly memory: readonly MemoryRange[];
  readonly addressZones: AddressZones;
  /** First pfn of ZONE_MOVABLE on each node, 0 for none. */
  readonly movableStarts: readonly number[];
  /** `kernelcore=mirror` is on the command line, whether or not it decides where ZONE_MOVABLE starts. */
  readonly overlapping: boolean;
}

/**
 * Span and present pages of one zone. Under `kernelcore=mirror` ZONE_NORMAL is not cut where ZONE_MOVABLE starts: the two
 * spans overlap, each counts the other's pages as absent, and only the page itself knows its zone. Source:
 * `zone_spanned_pages_in_node()` and `zone_absent_pages_in_node()`, mm/mm_init.c.
 */
export function bootSpanOf(inputs: SpanInputs, node: number, zone: ZoneIndex): BootSpan {
  const empty: BootSpan = { zone: zoneId(node, zone), start: 0, end: 0, present: 0 };
  const nodeSpan = nodeSpanOf(inputs.memory, node);
  if (nodeSpan === undefined) return empty;
  const range = zoneRange(inputs, nodeSpan, inputs.movableStarts[node] ?? 0, zone);
  const span = clampRange(range, nodeSpan.start, nodeSpan.end);
  if (pagesIn(span) === 0) return empty;
  return { zone: empty.zone, ...span, present: pagesIn(span) - absentPages(inputs, node, zone, span) };
}

function zoneRange(inputs: SpanInputs, nodeSpan: PfnRange, movableStart: number, zone: ZoneIndex): PfnRange {
  const { addressZones, overlapping } = inputs;
  if (zone === ZONE_MOVABLE) {
    if (movableStart === 0) return { start: 0, end: 0 };
    return { start: movableStart, end: nodeSpan.end }; // The zone it is carved from has the last pages of all.
  }
  const range = clampRange(nodeSpan, addressZones[zone].start, addressZones[zone].end);
  if (movableStart === 0) return range;
  // A zone that begins inside ZONE_MOVABLE is emptied. Mirrored pages of an emptied ZONE_NORMAL have no zone left.
  if (range.start >= movableStart) return { start: range.end, end: range.end };
  return overlapping ? range : { start: range.start, end: Math.min(range.end, movableStart) };
}

/** Holes, and under `kernelcore=mirror` the pages of the other kind, of whatever node, as the kernel counts them. */
function absentPages(inputs: SpanInputs, node: number, zone: ZoneIndex, span: PfnRange): number {
  const { memory, movableStarts, overlapping } = inputs;
  const inSpan = (regions: readonly MemoryRange[]) =>
    pagesInAll(regions.map((region) => clampRange(region, span.start, span.end)));
  const holes = pagesIn(span) - inSpan(memory.filter((region) => region.node === node));
  if (!overlapping || !movableStarts[node]) return holes;
  if (zone === ZONE_MOVABLE) return holes + inSpan(memory.filter((region) => region.mirrored));
  if (zone === ZONE_NORMAL) return holes + inSpan(memory.filter((region) => !region.mirrored));
  return holes;
}
