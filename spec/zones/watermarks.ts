import type { Tuning } from '../layout/layout.ts';
import { nodeOf, ZONE_MOVABLE, ZONES_PER_NODE, zoneIndexOf } from './zone.ts';

/** The marks of one zone, in pages. A request without special rights needs more than its mark to stay free. */
export interface Watermarks {
  /** Below it only requests with special rights are served. */
  readonly min: number;
  /** Below it kswapd is woken. */
  readonly low: number;
  /** At it kswapd rests. */
  readonly high: number;
}

/** Largest `watermark_scale_factor`. Source: mm/page_alloc.c, page_alloc_sysctl_table. */
export const MOST_SCALE = 3000;

const PAGE_KIB = 4;
/** No zone is so large: a share beyond it keeps every request out, and still fits an integer of 32 bits. */
const MOST_SHARE = 1 << 28;
const DEFAULT_RATIO = [256, 256, 32];

/**
 * Pages of zone `zone` that a request with ceiling `ceiling` must leave alone: what the higher zones of the node could
 * have served, divided by the zone's ratio. Source: setup_per_zone_lowmem_reserve, mm/page_alloc.c.
 *
 * @param managed pages by zone id, of every zone of every node
 */
export function lowmemReserve(
  managed: ArrayLike<number>,
  zone: number,
  ceiling: number,
  tuning: Tuning = {},
): number {
  const index = zoneIndexOf(zone);
  if (managed[zone] === 0) return 0;
  const ratios: readonly number[] = tuning.lowmemReserveRatio ?? DEFAULT_RATIO;
  const ratio = ratios[index] ?? 0;
  if (ratio === 0) return 0;
  const first = nodeOf(zone) * ZONES_PER_NODE;
  let above = 0;
  for (let higher = index + 1; higher <= ceiling; higher++) above += managed[first + higher] ?? 0;
  return Math.floor(above / ratio);
}

/**
 * `min_free_kbytes` in pages: the root of sixteen times the kernel's memory, within 128 KiB and 256 MiB.
 * Source: calculate_min_free_kbytes, mm/page_alloc.c.
 */
export function minFreePages(managed: ArrayLike<number>, tuning: Tuning = {}): number {
  if (tuning.minFreePages !== undefined) return tuning.minFreePages;
  const kib = Math.floor(Math.sqrt(16 * kernelPages(managed) * PAGE_KIB));
  return Math.floor(Math.min(Math.max(kib, 128), 262144) / PAGE_KIB);
}

/**
 * Marks of one zone: its share of the min reserve, and two equal steps above it. ZONE_MOVABLE's min is tiny on
 * purpose. Source: __setup_per_zone_wmarks, mm/page_alloc.c.
 */
export function watermarksOf(managed: ArrayLike<number>, zone: number, tuning: Tuning = {}): Watermarks {
  const size = managed[zone] ?? 0;
  if (size === 0) return { min: 0, low: 0, high: 0 };
  const kernel = Math.max(kernelPages(managed), 1);
  const share = Math.min(Math.floor((minFreePages(managed, tuning) * size) / kernel), MOST_SHARE);
  const [least, most] = tuning.movableMinPages ?? [32, 128];
  const movable = zoneIndexOf(zone) === ZONE_MOVABLE;
  const min = movable ? Math.min(Math.max(Math.floor(size / 1024), least), most) : share;
  const step = Math.max(
    Math.floor(share / 4),
    Math.floor((size * (tuning.watermarkScaleFactor ?? 10)) / 10000),
  );
  return { min, low: min + step, high: min + 2 * step };
}

/** Managed pages of every zone below ZONE_MOVABLE. */
function kernelPages(managed: ArrayLike<number>): number {
  let pages = 0;
  for (let zone = 0; zone < managed.length; zone++)
    if (zoneIndexOf(zone) !== ZONE_MOVABLE) pages += managed[zone]!;
  return pages;
}
