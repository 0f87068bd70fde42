import type { Invariant } from './invariant.ts';

/** What splitting, merging and freeing leave behind. */
export const freeListInvariants: readonly Invariant[] = [
  {
    id: 'INV-102',
    claim: 'no frame lies in two free blocks',
    why: 'both blocks are served, and two owners write to one frame',
    source: 'mm/page_alloc.c, __free_one_page',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-104',
    claim: 'a merged block begins at the lower of the two buddies, a multiple of its size',
    why: 'the buddy of a buddy is the block itself only if both are aligned',
    source: 'mm/internal.h, __find_buddy_pfn',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-109',
    claim: 'a free block of several pageblocks has one type in all of them',
    why: 'isolating or claiming one pageblock would carry its neighbours along',
    source: 'mm/page_alloc.c, __free_one_page, buddy_merge_likely',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-115',
    claim: 'allocating a block and freeing it leaves counters and free blocks as they were',
    why: 'a page lost on each round trip is a leak that grows with use',
    source: 'mm/page_alloc.c, rmqueue, __free_pages',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-116',
    claim: 'the halves that a split leaves over stay free',
    why: 'a small request would cost as much memory as a large one',
    source: 'mm/page_alloc.c, expand',
    designs: 'all',
    scope: 'report',
  },
  {
    id: 'INV-208',
    claim: 'the free blocks that are reported add up to the free pages that are reported, zone by zone',
    why: 'buddyinfo and zoneinfo are read side by side, by people and by programs',
    source: 'mm/vmstat.c, frag_show, zoneinfo_show',
    designs: 'all',
    scope: 'report',
  },
];
