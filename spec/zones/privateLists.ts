import type { Tuning } from '../layout/layout.ts';
import { watermarksOf } from './watermarks.ts';

/** Sizes of the private lists that a CPU keeps of one zone, in pages. */
export interface PrivateListSizes {
  /** What goes back at least, once they are full. */
  readonly batch: number;
  /** From here on they are full at the latest. Linux lets the figure float below it. */
  readonly high: number;
}

const MOST_BATCH = 64;
/** Share of the zone that all private lists may take, as a divisor. */
const HIGH_FRACTION = 8;

/**
 * How much a CPU may keep of a zone. The batch is a 4096th of the zone, at most 63 pages, one less than a power of two. The
 * lists are full at the CPU's share of an eighth of the zone, or of the low mark if that is more, but not below four
 * batches. Source: zone_batchsize and zone_highsize, mm/page_alloc.c.
 *
 * @param managed pages by zone id
 */
export function privateListSizes(
  managed: ArrayLike<number>,
  zone: number,
  cpus: number,
  tuning: Tuning = {},
): PrivateListSizes {
  const size = managed[zone] ?? 0;
  const batch = batchOf(size);
  const { low } = watermarksOf(managed, zone, tuning);
  const share = Math.floor(Math.max(low, Math.floor(size / HIGH_FRACTION)) / cpus);
  return { batch, high: Math.max(share, 4 * batch) };
}

/**
 * Pages that the lists of a CPU hold at most between two operations: they may be one short of full when a refill comes, which
 * brings a batch or two blocks of the largest order they keep, a whole pageblock. What a target that does not report its lists is taken to hold.
 */
export const mostOnPrivateLists = ({ batch, high }: PrivateListSizes, pageblockOrder: number): number =>
  high - 1 + Math.max(batch, 2 << Math.max(LARGEST_ORDER, pageblockOrder));

/** Largest order on private lists beside whole pageblocks. Source: PAGE_ALLOC_COSTLY_ORDER. */
const LARGEST_ORDER = 3;

function batchOf(size: number): number {
  const batch = Math.min(Math.floor(size / 4096), MOST_BATCH);
  if (batch <= 1) return 1;
  return 2 ** Math.floor(Math.log2(batch + Math.floor(batch / 2))) - 1;
}
