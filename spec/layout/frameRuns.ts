import type { BootZones } from '../zones/bootZones.ts';
import { zoneAfterStrokes } from '../zones/memmapInit.ts';
import { NO_ZONE, ZONE_MOVABLE, type ZoneId, zoneIndexOf } from '../zones/zone.ts';
import type { Layout, MemoryRange, PfnRange } from './layout.ts';
import type { BootState, ExemptReason, FrameRun, MirrorFact } from './memoryMap.ts';
import { covers } from './pfnRange.ts';

/**
 * Every run of memory with its facts, ascending, neighbours with equal facts joined. CMA areas are where the zones of boot have
 * them, whatever carries them later.
 *
 * @param keepsOut mirrored memory is closed to the user pages that fill a CMA area
 */
export function frameRunsOf(layout: Layout, boot: BootZones, keepsOut: boolean): FrameRun[] {
  const plain = cutIntoPieces(layout, boot).map(({ piece, range }) => runOf(piece, range, layout, boot));
  const activated = activatedCma(layout, plain, keepsOut);
  return joinRuns(
    plain.map((run) => ({ ...run, cma: run.cma && activated.some((area) => covers(area, run)) })),
  );
}

/** The areas that boot can hand to the contiguous allocator: wholly available, and not across zones. */
function activatedCma(layout: Layout, runs: readonly FrameRun[], keepsOut: boolean): PfnRange[] {
  const isOne = layout.boot.cma === 'zone' ? pageblocksOfOneZone : ofOneZone;
  return (layout.cma ?? []).filter((area) => {
    const inside = runs.filter((run) => covers(area, run));
    const pages = inside.reduce((sum, run) => sum + run.end - run.start, 0);
    return (
      pages === area.end - area.start &&
      inside.every((run) => run.state === 'available' && !(keepsOut && run.mirrored)) &&
      isOne(inside, 2 ** layout.geometry.pageblockOrder)
    );
  });
}

/** Source: cma_activate_area, mm/cma.c. */
const ofOneZone = (inside: readonly FrameRun[]): boolean =>
  inside.every(({ zone }) => zone === inside[0]?.zone);

/** Pages that change their zone are counted by pageblock. Source: cma_activate_area, mm/cma.c of Linux 4.17-rc. */
const pageblocksOfOneZone = (inside: readonly FrameRun[], pageblock: number): boolean =>
  inside.every(
    ({ node, zone, start }, place) =>
      node === inside[0]?.node && (zone === inside[place - 1]?.zone || start % pageblock === 0),
  );

/** Memory cut wherever a fact may change: few pieces, however large the memory. */
function cutIntoPieces(layout: Layout, boot: BootZones): { piece: PfnRange; range: MemoryRange }[] {
  const marks = [...boot.strokes, ...(layout.reserved ?? []), ...(layout.cma ?? [])];
  const edgesOfMarks = [layout.geometry.dma32End, ...marks.flatMap(({ start, end }) => [start, end])];
  const cuts = [...new Set(edgesOfMarks)].sort((one, two) => one - two);
  return layout.ranges.flatMap((range) => {
    const inner = cuts.filter((cut) => range.start < cut && cut < range.end);
    const edges = [range.start, ...inner, range.end];
    return edges.slice(1).map((end, index) => ({ piece: { start: edges[index] ?? end, end }, range }));
  });
}

function runOf(piece: PfnRange, range: MemoryRange, layout: Layout, boot: BootZones): FrameRun {
  const zone = range.offline ? NO_ZONE : (zoneAfterStrokes(boot.strokes, piece.start) ?? NO_ZONE);
  return {
    ...piece,
    node: range.node,
    zone,
    mirrored: range.mirrored,
    ...mirrorFactOf(piece, range, zone, layout, boot),
    state: stateOf(piece, range, zone, layout),
    cma: (layout.cma ?? []).some((area) => covers(area, piece)),
  };
}

function stateOf(piece: PfnRange, range: MemoryRange, zone: ZoneId, layout: Layout): BootState {
  if (range.offline) return 'offline';
  if (zone === NO_ZONE) return 'lost';
  return (layout.reserved ?? []).some((reserved) => covers(reserved, piece)) ? 'fixed' : 'available';
}

/** Unmirrored memory outside every zone is bare: no kernel page is there, and `online` decides the rest. */
function mirrorFactOf(
  piece: PfnRange,
  range: MemoryRange,
  zone: ZoneId,
  layout: Layout,
  boot: BootZones,
): { mirror: MirrorFact; exemptBecause?: ExemptReason } {
  if (range.mirrored) return { mirror: 'protected' };
  if (zone === NO_ZONE || zoneIndexOf(zone) === ZONE_MOVABLE) return { mirror: 'bare' };
  return { mirror: 'exempt', exemptBecause: exemptReasonOf(piece, layout, boot) };
}

/** Why this unmirrored piece of a kernel zone is there. */
function exemptReasonOf(piece: PfnRange, layout: Layout, boot: BootZones): ExemptReason {
  if (boot.mode !== 'active') return 'no-promise';
  if (piece.start < layout.geometry.dma32End) return 'below-4g';
  const region = boot.memory.find((candidate) => covers(candidate, piece));
  return region !== undefined && region.start < layout.geometry.dma32End ? 'straddles-4g' : 'rounding-gap';
}

/** Ascending runs, with neighbours of equal facts made one. */
export function joinRuns(runs: readonly FrameRun[]): FrameRun[] {
  const joined: FrameRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && last.end === run.start && alike(last, run)) {
      joined[joined.length - 1] = { ...last, end: run.end };
    } else joined.push(run);
  }
  return joined;
}

/** What the design makes of the mirror follows from the zone and from what firmware says. */
const alike = (one: FrameRun, other: FrameRun): boolean =>
  one.node === other.node &&
  one.zone === other.zone &&
  one.mirrored === other.mirrored &&
  one.exemptBecause === other.exemptBecause &&
  one.state === other.state &&
  one.cma === other.cma;
