import { GFP } from '../requests/gfp.ts';

/**
 * Whether a zone may give away `2^order` pages: after the grant, more than the mark and the lowmem reserve must remain of
 * what the request could use. The second half of the check, that some list holds a block of the order, is the
 * caller's. Source: __zone_watermark_ok, mm/page_alloc.c.
 *
 * @param free NR_FREE_PAGES of the zone: buddy lists only, neither isolated nor cached pages
 * @param unusable free pages the request may not take: those of CMA pageblocks for a request that is not MOVABLE, and those
 *   reserved for high-order atomic requests for one without any right to a reserve
 */
export const watermarkHolds = (
  free: number,
  unusable: number,
  order: number,
  mark: number,
  reserve: number,
): boolean => free - ((1 << order) - 1) - unusable > mark + reserve;

/** The min mark after the rights of a request: half of it for `__GFP_HIGH`, a quarter less again if it cannot wait. */
export function minMarkFor(gfp: number, min: number): number {
  if (!(gfp & GFP.HIGH)) return min;
  const halved = min - Math.floor(min / 2);
  return cannotWait(gfp) ? halved - Math.floor(halved / 4) : halved;
}

/** No direct reclaim: the request is answered at once, from what is there. */
export const cannotWait = (gfp: number): boolean => !(gfp & GFP.DIRECT_RECLAIM);

/** Cannot wait and is not kept from reserves: the reserve of high-order atomic requests counts as free for it. */
export const isNonBlocking = (gfp: number): boolean => (gfp & (GFP.DIRECT_RECLAIM | GFP.NOMEMALLOC)) === 0;

/** The request may ignore watermarks, as a last resort. `__GFP_NOMEMALLOC` beats `__GFP_MEMALLOC`. */
export const ignoresWatermarks = (gfp: number): boolean =>
  (gfp & (GFP.MEMALLOC | GFP.NOMEMALLOC)) === GFP.MEMALLOC;
