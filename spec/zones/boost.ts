import type { Tuning } from '../layout/layout.ts';

const DEFAULT_FACTOR = 15000;
const FACTOR_UNIT = 10000;
/** A zone of fewer pageblocks would never be balanced again. */
const LEAST_PAGEBLOCKS = 4;

/** What is known of a zone whose marks are raised, in pages. */
export interface BoostedZone {
  /** What the allocator has there, free or in use. */
  readonly managed: number;
  /** Its high mark without any boost. */
  readonly high: number;
}

/**
 * The watermark boost of a zone after a claim of a part of a pageblock was tried in it: one pageblock more, up to one and a
 * half times the high mark, or one pageblock if that is more. All marks of the zone are higher by the boost, so that kswapd
 * frees whole pageblocks before more of them are mixed. Source: boost_watermark, mm/page_alloc.c.
 *
 * @param boost pages before
 */
export function boostAfter(
  boost: number,
  { managed, high }: BoostedZone,
  pageblockPages: number,
  { watermarkBoostFactor = DEFAULT_FACTOR }: Tuning = {},
): number {
  const most = Math.floor((high * watermarkBoostFactor) / FACTOR_UNIT);
  if (most === 0 || managed < LEAST_PAGEBLOCKS * pageblockPages) return boost;
  return Math.min(boost + pageblockPages, Math.max(pageblockPages, most));
}
