import type { Tuning } from '../layout/layout.ts';
import type { MemoryMap } from '../layout/memoryMap.ts';
import type { World } from '../world/world.ts';
import { lowmemReserve, watermarksOf } from '../zones/watermarks.ts';
import { nodeOf, ZONE_MOVABLE, zoneIndexOf } from '../zones/zone.ts';
import { everyZone, type Invariant } from './invariant.ts';

/** Zones, watermarks, reserves. */
export const zoneInvariants: readonly Invariant[] = [
  {
    id: 'INV-121',
    claim: "a page's zone is at most the zone its request asked for",
    why: 'a device that reaches 4 GiB cannot use memory above',
    source: 'include/linux/gfp.h, gfp_zone',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-122',
    claim: '__GFP_MOVABLE without __GFP_HIGHMEM never gives a page of ZONE_MOVABLE',
    why: 'file-system buffers move between kernel zones only',
    source: 'include/linux/gfp.h, GFP_ZONE_TABLE',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-123',
    claim: 'flags that contradict each other are refused and change nothing',
    why: 'they would be served from a zone nobody asked for',
    source: 'include/linux/gfp.h, GFP_ZONE_BAD',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-124',
    claim: '__GFP_THISNODE is served from the node asked for, or not at all',
    why: 'per-node data elsewhere defeats its purpose',
    source: 'mm/page_alloc.c, build_thisnode_zonelists',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-125',
    claim: 'the first zone of the zonelist that passes its check serves the request',
    why: 'low memory is scarce: it serves only what higher zones cannot',
    source: 'mm/page_alloc.c, get_page_from_freelist',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-126',
    claim: 'the lowmem reserve follows the managed pages, and grows with the ceiling of the request',
    why: 'it is the only thing that keeps user pages from filling mirrored memory',
    source: 'mm/page_alloc.c, setup_per_zone_lowmem_reserve',
    designs: 'all',
    needs: 'watermarks',
    scope: 'world',
    violators: everyZone(({ zone, reserve }, _, world) =>
      reserve.every(
        (pages, ceiling) => pages === lowmemReserve(managedOf(world), zone, ceiling, tuningOf(world)),
      ),
    ),
  },
  {
    id: 'INV-127',
    claim: 'min, low and high are equal steps that follow the managed pages',
    why: 'reclaim starts and stops by them',
    source: 'mm/page_alloc.c, __setup_per_zone_wmarks',
    designs: 'all',
    needs: 'watermarks',
    scope: 'world',
    violators: everyZone(({ zone, min, low, high }, _, world) => {
      const marks = watermarksOf(managedOf(world), zone, tuningOf(world));
      return marks.min === min && marks.low === low && marks.high === high;
    }),
  },
  {
    id: 'INV-128',
    claim: 'a request without special rights leaves its mark and the lowmem reserve behind',
    why: 'reclaim itself needs memory to make memory',
    source: 'mm/page_alloc.c, __zone_watermark_ok',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-130',
    claim: 'a block of order o comes from a list that the request may use',
    why: 'enough free pages are not enough when they lie apart, or in CMA',
    source: 'mm/page_alloc.c, __zone_watermark_ok, last loop',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-159',
    claim:
      'ZONE_MOVABLE of a node, CMA areas that it carries left out, starts at a multiple of the largest block, above 4 GiB under kernelcore=mirror',
    why: 'no block may lie across its border',
    source: 'mm/mm_init.c, find_zone_movable_pfns_for_nodes',
    designs: ['kernelcore', 'nonmirror'],
    scope: 'boot',
    violators: ({ map, inForce }) => {
      if (!inForce) return [];
      const { boot, geometry } = map.layout;
      const unaligned = (start: number) => start % 2 ** geometry.maxOrder !== 0;
      return boot.cma === 'zone'
        ? startsBesideAreas(map).filter(unaligned)
        : startsOfSpans(map).filter((start) => unaligned(start) || start < geometry.dma32End);
    },
  },
];

const managedOf = (world: { readonly ledgers: readonly { readonly managed: number }[] }): number[] =>
  world.ledgers.map(({ managed }) => managed);

const tuningOf = ({ tuning, map }: World): Tuning | undefined => tuning ?? map.layout.tuning;

const startsOfSpans = ({ zones }: MemoryMap): number[] =>
  zones
    .filter(({ zone, spanned }) => spanned > 0 && zoneIndexOf(zone) === ZONE_MOVABLE)
    .map(({ start }) => start);

/**
 * The span tells nothing where ZONE_MOVABLE carries CMA areas, since it may be all of the node. What counts is its first other
 * frame; or where the largest block around that begins, unless another zone has unmirrored memory of the node in between. That nothing
 * of it lies below 4 GiB is what INV-146 says of every page.
 */
function startsBesideAreas({ zones, runs, layout }: MemoryMap): number[] {
  const largest = 2 ** layout.geometry.maxOrder;
  return zones.flatMap(({ zone }) => {
    const first = runs.find((run) => run.zone === zone && !run.cma)?.start;
    if (first === undefined || zoneIndexOf(zone) !== ZONE_MOVABLE) return [];
    const bound = Math.floor(first / largest) * largest;
    const shared = runs.some(
      ({ node, start, end, mirrored, cma }) =>
        node === nodeOf(zone) && !mirrored && !cma && start < first && end > bound,
    );
    return [shared ? first : bound];
  });
}
