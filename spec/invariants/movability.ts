import { ZONE_MOVABLE, zoneIndexOf } from '../zones/zone.ts';
import { everyPage, type Invariant } from './invariant.ts';

/** Pins, migration, reclaim. */
export const movabilityInvariants: readonly Invariant[] = [
  {
    id: 'INV-156',
    claim: 'reclaim drops pages of eligible zones only, and stops once enough are free',
    why: 'reclaim that frees the wrong memory looks like thrashing and ends in an early out-of-memory kill',
    source: 'Mel Gorman, 30 June 2015, on reclaim for mirrored requests; mm/vmscan.c',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-163',
    claim:
      'no page with a long-term pin is in ZONE_MOVABLE or CMA, and none in an isolated pageblock is newly pinned for long',
    why: 'a device may hold it for ever, and the memory around it can never be removed',
    source: 'mm/gup.c, folio_is_longterm_pinnable; LWN, LSFMM 2015 on CMA',
    designs: 'all',
    scope: 'world',
    violators: everyPage(
      ({ leaves, zone, blockType, longPins }) =>
        !(leaves.includes('pinned.longterm') || longPins) ||
        (zoneIndexOf(zone) !== ZONE_MOVABLE && blockType !== 'cma'),
    ),
  },
  {
    id: 'INV-164',
    claim: 'a pin that is refused leaves nothing pinned',
    why: 'the caller will never release it',
    source: 'mm/gup.c, check_and_migrate_movable_folios',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-165',
    claim: 'a page that moves for a long-term pin moves to a kernel zone outside CMA',
    why: 'otherwise it would have to move again',
    source: 'mm/gup.c, migrate_longterm_unpinnable_folios',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-167',
    claim: 'pins acquired minus pins released are the pins that live',
    why: 'a lost pin lets a device write into memory of somebody else',
    source: 'mm/gup.c, nr_foll_pin_acquired and nr_foll_pin_released',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-168',
    claim: 'a page that somebody else references does not move',
    why: 'the reference would point to the old frame',
    source: 'mm/migrate.c, folio_migrate_mapping',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-169',
    claim: 'a page that has moved is freed where it was, exactly once',
    why: 'two frames with one content, or none',
    source: 'mm/migrate.c, migrate_folio_done',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-171',
    claim: 'reclaim drops nothing that is pinned, kernel memory or driver memory',
    why: 'the content is needed, and nobody can bring it back',
    source: 'mm/vmscan.c, shrink_folio_list',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-172',
    claim: 'a kernel page never changes its frame',
    why: 'pointers to it cannot be found and rewritten',
    source:
      'Ingo Molnar, 2 November 2005, on hot-removing kernel memory; mm/page_isolation.c, page_is_unmovable',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-178',
    claim:
      'moving an allocation neither creates nor loses pages, and its order stays; compaction begins only well above the min mark and leaves as many free as there were',
    why: 'what was used before is used after, elsewhere',
    source: 'mm/migrate.c; mm/compaction.c, compaction_suitable',
    designs: 'all',
    scope: 'operation',
  },
];
