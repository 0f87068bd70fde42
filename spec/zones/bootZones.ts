import type { Design } from '../designs/design.ts';
import type { Layout, MemoryRange } from '../layout/layout.ts';
import { addressZonesOf } from './addressZones.ts';
import { bootMemoryOf, nodeCountOf } from './bootMemory.ts';
import { memmapStrokes, type ZoneStroke } from './memmapInit.ts';
import { type MirrorMode, mirrorModeOf } from './mirrorMode.ts';
import { movableStartsOf } from './movableStart.ts';
import { nodeOf, ZONES_PER_NODE, zoneIndexOf } from './zone.ts';
import { type BootSpan, bootSpanOf } from './zoneSpans.ts';

/** Pages of a sparse memory section on x86-64 (128 MiB): struct pages exist for whole sections. */
export const SECTION_PAGES = 32768;

/** The zones of a layout under a design, and how they came about. */
export interface BootZones {
  readonly nodeCount: number;
  readonly memory: readonly MemoryRange[];
  readonly mode: MirrorMode;
  /** First pfn of ZONE_MOVABLE on each node (`zone_movable_pfn`), 0 for none. */
  readonly movableStarts: readonly number[];
  /** At index `node * 4 + zone`. */
  readonly spans: readonly BootSpan[];
  /** Who wrote which zone number into which struct pages, in order. */
  readonly strokes: readonly ZoneStroke[];
  /** Struct pages exist for whole sections of this many pages. */
  readonly sectionPages: number;
}

/** Computes the zones as Linux does at boot, from ranges alone. A pure function; its cost does not depend on memory size. */
export function bootZonesOf(layout: Layout, design: Design): BootZones {
  const memory = bootMemoryOf(layout);
  const nodeCount = nodeCountOf(layout);
  const mode = mirrorModeOf(layout, design);
  const overlapping = mode !== 'off';
  const addressZones = addressZonesOf(memory, layout.geometry);
  const movableStarts = movableStartsOf(layout, memory, addressZones, mode, nodeCount);
  const inputs = { memory, addressZones, movableStarts, overlapping };
  const spans = Array.from({ length: nodeCount * ZONES_PER_NODE }, (_, zone) =>
    bootSpanOf(inputs, nodeOf(zone), zoneIndexOf(zone)),
  );
  const sectionPages = Math.min(SECTION_PAGES, layout.geometry.memoryBlockPages);
  const strokes = memmapStrokes(memory, spans, overlapping, sectionPages);
  return { nodeCount, memory, mode, movableStarts, spans, strokes, sectionPages };
}
