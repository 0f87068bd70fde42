import { LEAF, LEAVES } from '../pages/leaf.ts';
import type { Page, PageKind } from '../world/world.ts';
import { everyPage, everyZone, type Invariant } from './invariant.ts';

const managedLeaf = (page: Page): boolean => page.leaves.every((name) => LEAVES[LEAF[name]]!.managed);
const sum = (kinds: readonly PageKind[], counts: (page: Page) => boolean): number =>
  kinds.reduce((total, { page, count }) => total + (counts(page) ? count : 0), 0);

/** Blocks, lists and counters. */
export const buddyInvariants: readonly Invariant[] = [
  {
    id: 'INV-101',
    claim: 'a block of order o starts at a multiple of 2^o, and o is at most the largest order',
    why: 'the buddy of a block is found by flipping one bit of its first pfn',
    source: 'mm/page_alloc.c, __free_one_page',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-103',
    claim:
      'every frame is in exactly one place: free, private, in use, withheld, retired, reserved or absent',
    why: 'a frame in two places is handed out twice',
    source: 'mm/page_alloc.c; mm/memory_hotplug.c',
    designs: 'all',
    scope: 'world',
    violators: everyPage(({ leaves }) => leaves.length > 0),
  },
  {
    id: 'INV-105',
    claim: 'no two free buddies that could be merged lie apart',
    why: 'large blocks never come back, and high orders fail with memory free',
    source: 'mm/page_alloc.c, __free_one_page',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-106',
    claim: 'all frames of a block belong to one zone',
    why: 'mirrored ZONE_NORMAL and unmirrored ZONE_MOVABLE may touch inside a block; a merge across the border mixes them',
    source: 'mm/page_alloc.c, page_is_buddy; mm/mm_init.c, overlap_memmap_init',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-107',
    claim: 'a block on a free list is free: nobody holds it',
    why: 'the next request would get memory that is in use',
    source: 'mm/page_alloc.c, free_page_is_bad',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-108',
    claim: "a free block hangs on the list of its pageblock's migratetype",
    why: 'accounting by type and fallback both read the list',
    source: 'mm/page_alloc.c, freelist hygiene',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-110',
    claim: 'every free frame is on a list',
    why: 'a frame on no list is lost until the next boot',
    source: 'mm/page_alloc.c, free_area.nr_free',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-111',
    claim:
      'NR_FREE_PAGES of a zone is the number of its frames on buddy lists, without isolated and private ones',
    why: 'watermarks are compared with it',
    source: 'mm/page_alloc.c, account_freepages',
    designs: 'all',
    scope: 'report',
    violators: everyZone(
      ({ free }, kinds) => free === sum(kinds, ({ leaves }) => leaves.includes('free.available')),
    ),
  },
  {
    id: 'INV-112',
    claim: 'free CMA pages are part of the free pages',
    why: 'they are subtracted for requests that may not use them',
    source: 'mm/page_alloc.c, __zone_watermark_unusable_free',
    designs: 'all',
    scope: 'world',
    violators: everyZone(({ free, freeCma }) => freeCma >= 0 && freeCma <= free),
  },
  {
    id: 'INV-113',
    claim: 'free, private, withheld, used and retired frames of a zone add up to its managed pages',
    why: 'a page that is in no sum has leaked; one too many belongs to somebody else',
    source: 'mm/page_alloc.c; mm/memory_hotplug.c, adjust_managed_page_count',
    designs: 'all',
    scope: 'world',
    violators: everyZone(({ managed }, kinds) => managed === sum(kinds, managedLeaf)),
  },
  {
    id: 'INV-117',
    claim: 'only what is allocated is freed, once and as a whole, and its holder may always free it',
    why: 'a double free hands one frame to two owners',
    source: 'mm/page_alloc.c, free_frozen_pages',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-118',
    claim:
      'private lists hold small blocks only, never of an isolated pageblock, serve the type they were filled for, and give a batch back once they are full',
    why: 'a page hidden on a private list escapes offlining; a wrong type mixes pageblocks',
    source: 'mm/page_alloc.c, pcp_allowed_order, free_frozen_page_commit, nr_pcp_alloc',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-119',
    claim: 'draining empties the private lists and changes nothing else',
    why: 'offlining and contiguous allocation rely on it',
    source: 'mm/page_alloc.c, drain_all_pages',
    designs: 'all',
    scope: 'operation',
  },
];
