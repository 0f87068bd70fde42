import type { Design } from '../designs/design.ts';
import { keepsUserOutside } from '../requests/eligibility.ts';
import { bootZonesOf } from '../zones/bootZones.ts';
import { nodeOrderOf } from '../zones/nodeOrder.ts';
import type { BootSpan } from '../zones/zoneSpans.ts';
import { areasInMovable, spansWithAreas } from './cmaInMovable.ts';
import { frameRunsOf } from './frameRuns.ts';
import type { Layout } from './layout.ts';
import { layoutFindingsOf } from './layoutFindings.ts';
import type { FrameRun, MemoryMap, ZoneSpan } from './memoryMap.ts';
import { mirrorInForce } from './mirrorInForce.ts';
import { pagesIn, pagesInAll } from './pfnRange.ts';

/**
 * What boot makes of a layout under a design, by the rules of Linux taken at their word, hazards included: memory that the
 * kernel would lose is `lost` here, and each hazard is told in `findings`.
 *
 * Pure, and computed from ranges: 128 GiB cost no more than 128 pages. `layout` must be well formed, as
 * `readLayout` makes sure; it is not checked again. Sources: `free_area_init()` and `find_zone_movable_pfns_for_nodes()`,
 * mm/mm_init.c (mm/page_alloc.c before Linux 6.4).
 */
export function memoryMapOf(layout: Layout, design: Design): MemoryMap {
  const machine = asMirrored(layout, design);
  const boot = bootZonesOf(machine, design);
  const asBooted = frameRunsOf(machine, boot, keepsAreasOut(layout, design));
  const runs = layout.boot.cma === 'zone' ? areasInMovable(asBooted) : asBooted;
  const spans = layout.boot.cma === 'zone' ? spansWithAreas(boot, asBooted) : boot.spans;
  const zones = zoneSpansOf(spans, runs);
  const nodes = Array.from({ length: boot.nodeCount }, (_, node) => node);
  return {
    layout,
    frameCount: layout.ranges.at(-1)?.end ?? 0,
    runs,
    zones,
    nodeCount: boot.nodeCount,
    nodeOrder: nodes.map((node) => nodeOrderOf(layout, boot.nodeCount, node)),
    blockStates: blockStatesOf(layout),
    findings: layoutFindingsOf(layout, boot, runs, zones),
  };
}

/** The layout as firmware leaves it: under a design that mirrors everything, every range counts as mirrored. */
const asMirrored = (layout: Layout, { carrier }: Design): Layout =>
  carrier === 'firmware'
    ? { ...layout, ranges: layout.ranges.map((range) => ({ ...range, mirrored: true })) }
    : layout;

/**
 * User pages fill an area, so none can be in mirrored memory that is set aside; nor, once all areas are ZONE_MOVABLE, in
 * any that user pages must keep out of.
 */
const keepsAreasOut = (layout: Layout, design: Design): boolean =>
  mirrorInForce(layout, design) &&
  (design.carrier === 'reserve' || (layout.boot.cma === 'zone' && keepsUserOutside(design)));

function zoneSpansOf(spans: readonly BootSpan[], runs: readonly FrameRun[]): ZoneSpan[] {
  return spans.map((span) => {
    const members = runs.filter((run) => run.zone === span.zone);
    return {
      zone: span.zone,
      start: span.start,
      spanned: pagesIn(span),
      present: span.present,
      members: pagesInAll(members),
      managed: pagesInAll(members.filter((run) => run.state === 'available')),
    };
  });
}

/** A block is online if any of its memory is: offline ranges are whole blocks, so no block is both. */
function blockStatesOf(layout: Layout): ('absent' | 'offline' | 'online')[] {
  const { memoryBlockPages } = layout.geometry;
  const blockCount = Math.ceil((layout.ranges.at(-1)?.end ?? 0) / memoryBlockPages);
  const states = new Array<'absent' | 'offline' | 'online'>(blockCount).fill('absent');
  for (const { start, end, offline } of layout.ranges) {
    states.fill(
      offline ? 'offline' : 'online',
      Math.floor(start / memoryBlockPages),
      Math.ceil(end / memoryBlockPages),
    );
  }
  return states;
}
