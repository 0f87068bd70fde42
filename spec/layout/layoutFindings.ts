import type { BootZones } from '../zones/bootZones.ts';
import { nodeOf, ZONE_MOVABLE, ZONE_NORMAL, zoneId, zoneIndexOf } from '../zones/zone.ts';
import type { Layout } from './layout.ts';
import type { FrameRun, LayoutFinding, ZoneSpan } from './memoryMap.ts';
import { mirrorFindingsOf } from './mirrorFindings.ts';
import { covers, joinRanges, pagesInAll, printAmount, printRange, printRanges } from './pfnRange.ts';

/**
 * What the owner of a layout should know before trusting it: warnings that the kernel prints, and hazards that it does
 * not mention. Each finding is one sentence that names the pages and, after a semicolon, what to do about it.
 */
export function layoutFindingsOf(
  layout: Layout,
  boot: BootZones,
  runs: readonly FrameRun[],
  zones: readonly ZoneSpan[],
): LayoutFinding[] {
  return [
    ...mirrorFindingsOf(boot, runs),
    ...movableRatio(zones),
    ...nodesWithoutKernelMemory(boot, runs, zones),
    ...fixedInMovable(runs),
    ...cmaNotActivated(layout, runs),
    ...cmaInMirror(layout, boot, runs),
  ];
}

/** Above this many pages of ZONE_MOVABLE for each page of kernel zones, page tables and caches run short in practice. */
const MOVABLE_RATIO_LIMIT = 4;

function movableRatio(zones: readonly ZoneSpan[]): LayoutFinding[] {
  const sum = (wanted: boolean) =>
    zones
      .filter(({ zone }) => (zoneIndexOf(zone) === ZONE_MOVABLE) === wanted)
      .reduce((pages, { managed }) => pages + managed, 0);
  const movable = sum(true);
  const kernel = sum(false);
  if (movable <= kernel * MOVABLE_RATIO_LIMIT) return [];
  const sentence =
    `${printAmount(movable)} of ZONE_MOVABLE stand against ${printAmount(kernel)} of kernel zones, more than ` +
    `${MOVABLE_RATIO_LIMIT} to 1, so the kernel may run out of memory while most is free; mirror more memory`;
  return [{ kind: 'movable-ratio', sentence, ranges: [] }];
}

function nodesWithoutKernelMemory(
  boot: BootZones,
  runs: readonly FrameRun[],
  zones: readonly ZoneSpan[],
): LayoutFinding[] {
  return nodesOf(boot).flatMap((node): LayoutFinding[] => {
    const pagesOf = (index: number) => zones[zoneId(node, index)]?.members ?? 0;
    const kernel = [0, 1, ZONE_NORMAL].reduce((pages, index) => pages + pagesOf(index), 0);
    if (kernel > 0 || pagesOf(ZONE_MOVABLE) === 0) return [];
    const sentence =
      `all memory of node ${node} is ZONE_MOVABLE, so its kernel pages, page tables and long-term pins come from other nodes; ` +
      'give the node some mirrored memory';
    const movable = runs.filter((run) => run.zone === zoneId(node, ZONE_MOVABLE));
    return [{ kind: 'node-without-kernel-memory', sentence, ranges: joinRanges(movable) }];
  });
}

function fixedInMovable(runs: readonly FrameRun[]): LayoutFinding[] {
  const fixed = runs.filter((run) => run.state === 'fixed' && zoneIndexOf(run.zone) === ZONE_MOVABLE);
  const ranges = joinRanges(fixed);
  if (ranges.length === 0) return [];
  const nodes = [...new Set(fixed.map((run) => nodeOf(run.zone)))].join(', ');
  const sentence =
    `${printAmount(pagesInAll(ranges))} of boot memory, pfns ${printRanges(ranges)}, lie in ZONE_MOVABLE of node ${nodes} and never move, ` +
    'so their memory blocks cannot go offline; give that node mirrored memory for its memory map';
  return [{ kind: 'fixed-in-movable', sentence, ranges }];
}

function cmaNotActivated(layout: Layout, runs: readonly FrameRun[]): LayoutFinding[] {
  const active = joinRanges(runs.filter((run) => run.cma));
  const outside =
    layout.boot.cma === 'zone'
      ? 'and outside a mirror that user pages keep out of'
      : 'outside a mirror reserve';
  return (layout.cma ?? [])
    .filter((area) => !active.some((range) => covers(range, area)))
    .map(({ start, end }) => ({
      kind: 'cma-not-activated',
      sentence:
        `the CMA area ${printRange({ start, end })} does not lie in available memory of one zone ${outside}, so it is no CMA; ` +
        'move it into one zone',
      ranges: [{ start, end }],
    }));
}

/** Areas that take mirrored memory away from the kernel, which the mirror was bought for. */
function cmaInMirror(
  { boot: { cma } }: Layout,
  { mode }: BootZones,
  runs: readonly FrameRun[],
): LayoutFinding[] {
  const ranges = joinRanges(runs.filter((run) => run.cma && run.mirrored));
  if (cma !== 'zone' || mode !== 'active' || ranges.length === 0) return [];
  const sentence =
    `${printAmount(pagesInAll(ranges))} of mirrored memory, pfns ${printRanges(ranges)}, are CMA and hence ZONE_MOVABLE, so the mirror ` +
    'protects user pages there; put CMA areas into unmirrored memory';
  return [{ kind: 'cma-in-mirror', sentence, ranges }];
}

const nodesOf = (boot: BootZones): number[] => Array.from({ length: boot.nodeCount }, (_, node) => node);
