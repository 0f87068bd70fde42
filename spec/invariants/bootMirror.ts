import type { FrameRun, LayoutFinding, MemoryMap } from '../layout/memoryMap.ts';
import { clampRange, pagesInAll } from '../layout/pfnRange.ts';
import type { World } from '../world/world.ts';
import { mirrorModeOf } from '../zones/mirrorMode.ts';
import { nodeOf, ZONE_MOVABLE, ZONE_NORMAL, zoneIndexOf } from '../zones/zone.ts';
import type { Invariant } from './invariant.ts';

/** What boot computes, beside where ZONE_MOVABLE lies. */
export const bootMirrorInvariants: readonly Invariant[] = [
  {
    id: 'INV-114',
    claim: 'managed pages of a zone are part of its frames, and its frames part of its span',
    why: 'figures that contradict each other make reclaim and hotplug compute nonsense',
    source: 'mm/mm_init.c, calculate_node_totalpages; include/linux/mmzone.h',
    designs: 'all',
    scope: 'boot',
    violators: ({ map }) =>
      map.zones
        .filter(({ managed, members, spanned }) => !(managed <= members && members <= spanned))
        .map(({ start }) => start),
  },
  {
    id: 'INV-148',
    claim:
      'what ZONE_NORMAL and ZONE_MOVABLE of a node count as present is its memory at and above 4 GiB, and CMA areas in ZONE_MOVABLE',
    why: 'their spans overlap; a page counted twice, or not at all, falsifies every mark',
    source: 'mm/mm_init.c, zone_absent_pages_in_node',
    designs: ['kernelcore', 'nonmirror'],
    scope: 'boot',
    violators: ({ map, inForce }) =>
      inForce && !map.findings.some(({ kind }) => MISCOUNTED.includes(kind)) ? miscountedNodes(map) : [],
  },
  {
    id: 'INV-157',
    claim:
      'without mirrored memory, and in a kdump kernel, kernelcore=mirror makes no ZONE_MOVABLE and one warning',
    why: 'a kernel without kernel zones does not boot; one that ignores an option in silence deceives its user',
    source: 'mm/mm_init.c, find_zone_movable_pfns_for_nodes',
    designs: 'all',
    scope: 'boot',
    violators: ({ map, design }) => {
      const warnings = map.findings.filter(({ kind }) => kind === 'no-mirror' || kind === 'kdump').length;
      const makesNone = managedOf(map, true) === pagesInAll(carriedAreas(map));
      return (isIgnored(map, design) ? warnings === 1 && makesNone : warnings === 0) ? [] : [0];
    },
  },
  {
    id: 'INV-158',
    claim:
      'boot memory lies on unmirrored frames only where no mirrored range of its size was free, and boot warns',
    why: 'the memory map and early tables are what a memory error kills most surely',
    source: 'mm/memblock.c, memblock_alloc_internal, choose_memblock_flags',
    designs: ['kernelcore', 'nonmirror', 'reserve', 'migratetype'],
    scope: 'operation',
  },
  {
    id: 'INV-160',
    claim:
      'boot reports more than four pages of ZONE_MOVABLE to one of kernel zones, and a mirror too small for the memory map',
    why: 'both machines boot and fail later, when nobody thinks of the mirror any more',
    source: 'Michal Hocko and Rik van Riel, LSFMM 2016; mm/mm_init.c',
    designs: 'all',
    scope: 'boot',
    violators: ({ map, design }) => {
      const says = (kind: LayoutFinding['kind']) => map.findings.some((finding) => finding.kind === kind);
      const tellsRatio = says('movable-ratio') === managedOf(map, true) > 4 * managedOf(map, false);
      return tellsRatio && says('mirror-too-small-for-memmap') === isMirrorTooSmall(map, design) ? [] : [0];
    },
  },
];

/** Hazards under which the kernel's own arithmetic of present pages is known to be wrong, and is reported. */
const MISCOUNTED: readonly LayoutFinding['kind'][] = ['mirror-lost', 'straddles-4g', 'rounding-gap'];

function miscountedNodes(map: MemoryMap): number[] {
  const { layout, runs, zones, nodeCount } = map;
  const { dma32End } = layout.geometry;
  return Array.from({ length: nodeCount }, (_, node) => node).flatMap((node) => {
    const own = runs.filter((run) => run.node === node && run.state !== 'offline');
    const memory = pagesInAll(own.map((run) => clampRange(run, dma32End, map.frameCount)));
    const areas = carriedAreas(map).filter((area) => area.node === node);
    const low = pagesInAll(areas.map((area) => clampRange(area, 0, dma32End)));
    const counted = zones
      .filter(({ zone }) => nodeOf(zone) === node && zoneIndexOf(zone) >= ZONE_NORMAL)
      .reduce((pages, { present }) => pages + present, 0);
    return counted === memory + low ? [] : [own[0]?.start ?? 0];
  });
}

/** CMA areas that belong to ZONE_MOVABLE wherever they lie, also where there is none otherwise. */
const carriedAreas = ({ layout, runs }: MemoryMap): FrameRun[] =>
  layout.boot.cma === 'zone' ? runs.filter(({ cma }) => cma) : [];

const PAGES_PER_MEMMAP_PAGE = 64;

/** The mirror is in force, and the memory map, 64 bytes for each page of 4 KiB, is larger. */
function isMirrorTooSmall({ layout, runs }: MemoryMap, design: World['design']): boolean {
  const mirrored = pagesInAll(runs.filter((run) => run.mirrored));
  return mirrorModeOf(layout, design) === 'active' && mirrored * PAGES_PER_MEMMAP_PAGE < pagesInAll(runs);
}

/** The option is given, and there is a reason to do nothing about it. */
const isIgnored = ({ layout }: MemoryMap, design: World['design']): boolean =>
  design.zonesFollowMirror &&
  layout.boot.kernelcore === 'mirror' &&
  !layout.boot.movableNode &&
  (layout.boot.kdump === true || !layout.ranges.some(({ mirrored, offline }) => mirrored && !offline));

const managedOf = ({ zones }: MemoryMap, movable: boolean): number =>
  zones
    .filter(({ zone }) => (zoneIndexOf(zone) === ZONE_MOVABLE) === movable)
    .reduce((pages, { managed }) => pages + managed, 0);
