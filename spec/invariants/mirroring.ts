import type { FrameRun, MemoryMap } from '../layout/memoryMap.ts';
import { covers } from '../layout/pfnRange.ts';
import { ZONE_MOVABLE, ZONE_NORMAL, zoneIndexOf } from '../zones/zone.ts';
import { everyPage, type Invariant } from './invariant.ts';

/** Partial memory mirroring. */
export const mirroringInvariants: readonly Invariant[] = [
  {
    id: 'INV-146',
    claim:
      'at boot every page of ZONE_MOVABLE is unmirrored and at or above 4 GiB, but for CMA areas where ZONE_MOVABLE carries them',
    why: 'mirrored memory in ZONE_MOVABLE protects nothing',
    source: 'mm/mm_init.c; LWN, LSFMM 2016',
    designs: ['kernelcore', 'nonmirror'],
    scope: 'boot',
    violators: ({ map, inForce }) =>
      map.runs
        .filter(
          ({ zone, mirrored, start }) =>
            zoneIndexOf(zone) === ZONE_MOVABLE && (mirrored || start < map.layout.geometry.dma32End),
        )
        .filter(({ cma }) => !(cma && map.layout.boot.cma === 'zone'))
        .filter(({ state }) => inForce && (state === 'available' || state === 'fixed'))
        .map(({ start }) => start),
  },
  {
    id: 'INV-150',
    claim:
      'a user page lands in a mirrored zone only after ZONE_MOVABLE failed its check, and above the lowmem reserve',
    why: 'user pages are the ones that may be lost; each in the mirror takes the place of one that may not',
    source: 'mm/page_alloc.c, zonelists and lowmem_reserve',
    designs: ['kernelcore'],
    scope: 'operation',
  },
  {
    id: 'INV-151',
    claim:
      'a user request without a right to the mirror never gets any of it: neither a kernel zone, nor a page of the reserve',
    why: 'user pages may be lost one by one; each in the mirror takes the place of one that may not',
    source: 'LWN, LSFMM 2016, __GFP_NONMIRROR; Mel Gorman, 30 June 2015, on the mirrored memory RFC',
    designs: ['nonmirror', 'reserve'],
    scope: 'operation',
  },
  {
    id: 'INV-152',
    claim: 'a mandatory mirrored request without privilege is refused, and changes nothing',
    why: 'mirrored memory is scarce; any process could exhaust it',
    source: 'LWN, LSFMM 2016',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-153',
    claim: 'a page with a right to mirrored memory stays on mirrored frames when it moves',
    why: 'a right that a migration takes away is none',
    source: 'LWN, LSFMM 2016',
    designs: ['nonmirror'],
    scope: 'world',
    violators: everyPage(
      ({ leaves, mirror }) =>
        mirror === 'protected' ||
        !(leaves.includes('mirrored.critical') || leaves.includes('mirrored.criticalPinned')),
    ),
  },
  {
    id: 'INV-162',
    claim: 'a memory error on a mirrored frame is corrected by its copy and changes nothing',
    why: 'this is what the second copy was bought for',
    source: 'LWN, LSFMM 2016; mm/memory-failure.c is never reached',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-147',
    claim:
      'at boot every mirrored page at or above 4 GiB is in ZONE_NORMAL, but for those that boot lost, or gave to a CMA area in ZONE_MOVABLE, which are reported',
    why: 'mirrored memory anywhere else protects nothing',
    source: 'mm/mm_init.c; LWN, LSFMM 2016',
    designs: ['kernelcore', 'nonmirror'],
    scope: 'boot',
    violators: ({ map, inForce }) =>
      map.runs
        .filter(({ mirrored, start }) => inForce && mirrored && start >= map.layout.geometry.dma32End)
        .filter((run) => !isReportedArea(run, map))
        .filter(
          ({ state, zone }) =>
            (state === 'available' || state === 'fixed') && zoneIndexOf(zone) !== ZONE_NORMAL,
        )
        .map(({ start }) => start),
  },
];

/** Mirrored memory that went to ZONE_MOVABLE with its CMA area, and a finding that says so. */
const isReportedArea = ({ cma, zone, start, end }: FrameRun, { layout, findings }: MemoryMap): boolean =>
  cma &&
  layout.boot.cma === 'zone' &&
  zoneIndexOf(zone) === ZONE_MOVABLE &&
  findings.some(
    ({ kind, ranges }) => kind === 'cma-in-mirror' && ranges.some((range) => covers(range, { start, end })),
  );
