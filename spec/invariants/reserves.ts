import type { Invariant } from './invariant.ts';

/** Who may go below a mark, and how far. */
export const reserveInvariants: readonly Invariant[] = [
  {
    id: 'INV-129',
    claim: 'a request with rights to the reserve goes below the min mark by its discount and no further',
    why: 'an interrupt handler that may take everything leaves nothing for the next one',
    source: 'mm/page_alloc.c, __zone_watermark_ok: ALLOC_MIN_RESERVE, ALLOC_NON_BLOCK, ALLOC_OOM',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-131',
    claim: '__GFP_NOMEMALLOC keeps a request at the marks, whatever else it says',
    why: 'memory set aside for reclaim itself is the last that can make more',
    source: 'mm/page_alloc.c, __gfp_pfmemalloc_flags',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-132',
    claim: 'a watermark boost grows by at most a pageblock, stays below its bound, and is worn off by kswapd',
    why: 'marks that only grow end in reclaim without need',
    source: 'mm/page_alloc.c, boost_watermark; mm/vmscan.c, balance_pgdat',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-133',
    claim:
      'pageblocks reserved for high-order atomic requests are at most a hundredth of the zone, rounded up to whole ones, and serve entitled requests only',
    why: 'without a bound each burst of network traffic would take more memory away',
    source: 'mm/page_alloc.c, reserve_highatomic_pageblock',
    designs: 'all',
    scope: 'operation',
  },
];
