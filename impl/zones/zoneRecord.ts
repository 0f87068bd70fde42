/**
 * What is kept of each zone, side by side: the fields below at `zone * ZONE_WORDS`. Counts and marks are in pages. The
 * checks of a request then touch two cache lines of one zone, and no object.
 */
export const ZONE_WORDS = 32;

/** NR_FREE_PAGES: on the buddy lists and not withheld; and of these in CMA pageblocks. */
export const FREE_PAGES = 0;
export const FREE_CMA_PAGES = 1;
/** Given to the allocator; and of these on mirrored frames. */
export const MANAGED_PAGES = 2;
export const MIRRORED_PAGES = 3;
export const MIN_MARK = 4;
export const LOW_MARK = 5;
export const HIGH_MARK = 6;
/** How much a private list takes or gives at once, and when the lists of a CPU are full. */
export const BATCH_PAGES = 7;
export const FULL_PAGES = 8;
/** The owner whose memory reclaim drops next, see `lru.ts`. */
export const TURN = 9;
/** Frames of the zone, in service or fixed. */
export const PRESENT_PAGES = 10;
/** Pages by which all marks are raised until kswapd has run. */
export const BOOST_PAGES = 11;
/** Free in pageblocks of the mirror; not part of FREE_PAGES where these are set aside. */
export const FREE_MIRROR_PAGES = 15;
/** Free pages of pageblocks reserved for high-order atomic requests. */
export const FREE_HIGHATOMIC_PAGES = 14;
/** What must remain free: for each zone ceiling one number a level, see `marks.ts`. */
export const LIMITS = 16;

/** How far down a request may take a zone: the low mark, then the min mark less the rights of the request. */
export const LOW = 0;
export const MIN = 1;
export const MIN_HIGH = 2;
export const MIN_ATOMIC = 3;
export const LEVELS = 4;
/** Added to a level: the request cannot wait, so it sees what is reserved for high-order atomic ones. */
export const NON_BLOCK = 8;
/** No mark and no reserve: what MEMALLOC stands for. */
export const UNMARKED = 4;
