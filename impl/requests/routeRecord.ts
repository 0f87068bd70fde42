/**
 * What the fast path has to know of a request, in one integer for each node and all flags that choose zone and mobility: the first
 * zone it may look at, and what its flags come to. NONE where there is no such zone, the flags contradict each other, or
 * there is more to think of.
 *
 * | bits | meaning |
 * |---|---|
 * | 0-2 | migratetype; with the zone, the number of a row of buddy lists |
 * | 3-10 | zone |
 * | 11 | what is given comes on the lists of user memory |
 * | 12-13 | zone ceiling |
 * | 16-18 | claim, at the place where a page's word has it |
 */
export const ROUTES_PER_NODE = 128;
export const ROW_BITS = 0x7ff;
export const ROUTE_ZONE_SHIFT = 3;
export const LISTED_ROUTE = 1 << 11;
export const CEILING_SHIFT = 12;
