import type { BootZones } from '../zones/bootZones.ts';
import type { FrameRun, LayoutFinding } from './memoryMap.ts';
import { joinRanges, pagesInAll, printAmount, printRanges } from './pfnRange.ts';

/** What the mirrored ranges of a layout do not do although `kernelcore=mirror` asks them to. */
export const mirrorFindingsOf = (boot: BootZones, runs: readonly FrameRun[]): LayoutFinding[] => [
  ...ignoredMirror(boot),
  ...lostMirror(boot, runs),
  ...exemptMemory(runs),
  ...smallMirror(boot, runs),
];

function ignoredMirror({ mode }: BootZones): LayoutFinding[] {
  if (mode === 'no-mirror') {
    const sentence =
      'no memory is mirrored, so the kernel ignores kernelcore=mirror and makes no ZONE_MOVABLE; mirror some memory in firmware';
    return [{ kind: 'no-mirror', sentence, ranges: [] }];
  }
  if (mode === 'kdump') {
    const sentence =
      'a kdump capture kernel ignores kernelcore=mirror, so kernel pages may lie in unmirrored memory; nothing to do';
    return [{ kind: 'kdump', sentence, ranges: [] }];
  }
  return [];
}

function lostMirror(boot: BootZones, runs: readonly FrameRun[]): LayoutFinding[] {
  const nodes = Array.from({ length: boot.nodeCount }, (_, node) => node);
  return nodes.flatMap((node): LayoutFinding[] => {
    const ranges = joinRanges(runs.filter((run) => run.node === node && run.state === 'lost'));
    if (ranges.length === 0) return [];
    const amount = printAmount(pagesInAll(ranges));
    const sentence =
      `${amount} of mirrored memory, pfns ${printRanges(ranges)}, belong to no zone: the lowest memory above 4 GiB is ` +
      `not mirrored, so ZONE_NORMAL of node ${node} is empty; mirror the lowest memory above 4 GiB of this node, or boot ` +
      'without kernelcore=mirror';
    return [{ kind: 'mirror-lost', sentence, ranges }];
  });
}

const EXEMPT_FINDINGS = [
  {
    reason: 'below-4g',
    kind: 'unmirrored-kernel-memory',
    because:
      'stay kernel memory since they lie below 4 GiB; mirror them, or count on kernel pages without a second copy',
  },
  {
    reason: 'rounding-gap',
    kind: 'rounding-gap',
    because:
      'stay kernel memory since ZONE_MOVABLE starts at a multiple of the largest block; end the mirrored range at such a multiple',
  },
  {
    reason: 'straddles-4g',
    kind: 'straddles-4g',
    because:
      'are kernel memory although they lie above 4 GiB, since their range begins below; mirror the memory around 4 GiB',
  },
] as const;

/** Where nothing is promised, none of these is the reason. */
function exemptMemory(runs: readonly FrameRun[]): LayoutFinding[] {
  return EXEMPT_FINDINGS.flatMap(({ reason, kind, because }): LayoutFinding[] => {
    const ranges = joinRanges(runs.filter((run) => run.exemptBecause === reason));
    if (ranges.length === 0) return [];
    const amount = printAmount(pagesInAll(ranges));
    return [
      { kind, sentence: `${amount} of unmirrored memory, pfns ${printRanges(ranges)}, ${because}`, ranges },
    ];
  });
}

/** The memory map takes 64 bytes for each 4 KiB page, and boot wants it mirrored. */
const PAGES_PER_MEMMAP_PAGE = 64;

function smallMirror({ mode }: BootZones, runs: readonly FrameRun[]): LayoutFinding[] {
  const mirrored = pagesInAll(runs.filter((run) => run.mirrored));
  const memmap = Math.ceil(pagesInAll(runs) / PAGES_PER_MEMMAP_PAGE);
  if (mode !== 'active' || mirrored >= memmap) return [];
  const sentence =
    `${printAmount(mirrored)} of mirrored memory cannot hold the memory map, which takes ${printAmount(memmap)}, so boot puts ` +
    'it into unmirrored memory; mirror at least 1/64 of all memory';
  return [{ kind: 'mirror-too-small-for-memmap', sentence, ranges: [] }];
}
