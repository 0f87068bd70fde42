/**
 * What the fast path has to know of a request, in one integer for each node and all flags that choose zone and mobility: the first
 * zone it may look at, and what its flags come to. NONE where there is no such zone, the flags contradict each other, or
 * there is more to think of.
 *
 * | bits | meaning |
 * |---|---|
 * | 0-7 | zone |
 * | 8-9 | migratetype |
 * | 10-11 | zone ceiling |
 * | 12 | what is given comes on the lists of user memory |
 * | 16-18 | claim, at the place where a page's word has it |
 */
export const ROUTES_PER_NODE = 128;
export const TYPE_SHIFT = 8;
export const CEILING_SHIFT = 10;
export const LISTED_ROUTE = 1 << 12;
