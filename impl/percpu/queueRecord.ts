/**
 * The private lists of a CPU (`struct per_cpu_pages`): for each zone, order 0 to 3 and ordinary type a list of free blocks that
 * the buddy lists count as taken. They save most requests the search, the split and the merge.
 *
 * Those of a CPU and zone are a record of {@link QUEUE_WORDS} integers: the first block of each list, then the last of
 * each, then the pages on all of them. Where the first is NONE, the last means nothing; nor does, of the first block, the link
 * to the one before it. So most takes and puts touch one block alone. Four orders of three types; the fourth place of each order stays empty.
 */
export const QUEUE_WORDS = 64;
export const LISTS_PER_QUEUE = 16;
export const LARGEST_CACHED_ORDER = 3;

/** From the first block of a list to its last. */
export const LAST = LISTS_PER_QUEUE;
/** From a record to its count of pages. */
export const CACHED_PAGES = 2 * LISTS_PER_QUEUE;
