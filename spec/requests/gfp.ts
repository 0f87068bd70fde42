import { MOVABLE, RECLAIMABLE, UNMOVABLE } from '../zones/migratetype.ts';
import { ZONE_DMA, ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL, type ZoneIndex } from '../zones/zone.ts';

/** Request flags with Linux's values (include/linux/gfp_types.h). */
export const GFP = {
  DMA: 0x1,
  HIGHMEM: 0x2,
  DMA32: 0x4,
  MOVABLE: 0x8,
  RECLAIMABLE: 0x10,
  HIGH: 0x20,
  IO: 0x40,
  FS: 0x80,
  ZERO: 0x100,
  DIRECT_RECLAIM: 0x400,
  KSWAPD_RECLAIM: 0x800,
  NOWARN: 0x2000,
  RETRY_MAYFAIL: 0x4000,
  NOFAIL: 0x8000,
  NORETRY: 0x10000,
  MEMALLOC: 0x20000,
  COMP: 0x40000,
  NOMEMALLOC: 0x80000,
  HARDWALL: 0x100000,
  THISNODE: 0x200000,
  /** zoneproof's own: the holder moves the page by a callback (zsmalloc, balloon). Linux knows it from the page. */
  DRIVER: 0x1000000,
  /**
   * zoneproof's own: mirrored memory is mandatory. Never part of Linux; the 2016 proposal's MADV_MIRROR for user memory, and the
   * flag of the mirror reserve for unmovable kernel memory.
   */
  MIRROR: 0x2000000,
  /** zoneproof's own: the caller is privileged. Linux asks the task. */
  PRIVILEGED: 0x4000000,
} as const;

const RECLAIM = GFP.DIRECT_RECLAIM | GFP.KSWAPD_RECLAIM;

/** The combinations that kernel code asks with (include/linux/gfp_types.h). */
export const GFP_KERNEL = RECLAIM | GFP.IO | GFP.FS;
/** Must not wait, and may use a part of the reserve. */
export const GFP_ATOMIC = GFP.HIGH | GFP.KSWAPD_RECLAIM;
/** Must not wait, and wakes kswapd. */
export const GFP_NOWAIT = GFP.KSWAPD_RECLAIM | GFP.NOWARN;
/** May wait and write, but not enter file systems. */
export const GFP_NOFS = RECLAIM | GFP.IO;
/** Memory for a process that the kernel reads and writes as well. */
export const GFP_USER = GFP_KERNEL | GFP.HARDWALL;
/** Memory of a process that the kernel need not map. */
export const GFP_HIGHUSER = GFP_USER | GFP.HIGHMEM;
/** Memory of a process that may move: ZONE_MOVABLE is open to it. */
export const GFP_HIGHUSER_MOVABLE = GFP_HIGHUSER | GFP.MOVABLE;
/** A huge page if there is one: nothing is reclaimed for it. */
export const GFP_TRANSHUGE_LIGHT = (GFP_HIGHUSER_MOVABLE | GFP.COMP | GFP.NOMEMALLOC | GFP.NOWARN) & ~RECLAIM;

/** Result of {@link gfpZone} for flags that contradict each other. */
export const BAD_ZONE = -1;

/**
 * The highest zone a request may be served from, or {@link BAD_ZONE}: the table of include/linux/gfp.h, by the low
 * four bits. MOVABLE alone is a statement about mobility; only together with HIGHMEM does it open ZONE_MOVABLE.
 */
export const GFP_ZONE_TABLE: readonly (ZoneIndex | typeof BAD_ZONE)[] = [
  ZONE_NORMAL, // none
  ZONE_DMA, // DMA
  ZONE_NORMAL, // HIGHMEM, which 64-bit machines do not have
  BAD_ZONE, // DMA+HIGHMEM
  ZONE_DMA32, // DMA32
  BAD_ZONE, // DMA+DMA32
  BAD_ZONE, // DMA32+HIGHMEM
  BAD_ZONE, // DMA+DMA32+HIGHMEM
  ZONE_NORMAL, // MOVABLE
  ZONE_DMA, // MOVABLE+DMA
  ZONE_MOVABLE, // MOVABLE+HIGHMEM
  BAD_ZONE, // MOVABLE+HIGHMEM+DMA
  ZONE_DMA32, // MOVABLE+DMA32
  BAD_ZONE, // MOVABLE+DMA32+DMA
  BAD_ZONE, // MOVABLE+DMA32+HIGHMEM
  BAD_ZONE, // all four
];

/** Zone ceiling of a request; a mandatory mirrored request stays below ZONE_MOVABLE, where nothing is mirrored. */
export function gfpZone(gfp: number): ZoneIndex | typeof BAD_ZONE {
  const zone = GFP_ZONE_TABLE[gfp & 15]!; // Sixteen entries for four bits.
  return gfp & GFP.MIRROR && zone === ZONE_MOVABLE ? ZONE_NORMAL : zone;
}

/** Result of {@link gfpMigratetype} for MOVABLE together with RECLAIMABLE. */
export const BAD_MIGRATETYPE = -1;

/** Mobility the request asks for: UNMOVABLE, MOVABLE, RECLAIMABLE, or {@link BAD_MIGRATETYPE}. */
export function gfpMigratetype(gfp: number): number {
  const mobility = gfp & (GFP.MOVABLE | GFP.RECLAIMABLE);
  if (mobility === 0) return UNMOVABLE;
  if (mobility === GFP.MOVABLE) return MOVABLE;
  return mobility === GFP.RECLAIMABLE ? RECLAIMABLE : BAD_MIGRATETYPE;
}

/**
 * Whether the flags agree on how long the request is tried: only one of NORETRY, RETRY_MAYFAIL and NOFAIL, and NOFAIL only where the
 * request may wait for reclaim and is not reclaim itself. Source: __alloc_pages_slowpath, mm/page_alloc.c, which warns.
 */
export function hasOnePatience(gfp: number): boolean {
  const patience = gfp & (GFP.NORETRY | GFP.RETRY_MAYFAIL | GFP.NOFAIL);
  if ((patience & (patience - 1)) !== 0) return false;
  return patience !== GFP.NOFAIL || (gfp & (GFP.DIRECT_RECLAIM | GFP.MEMALLOC)) === GFP.DIRECT_RECLAIM;
}

/** Flags no caller may combine: the request is refused as invalid and changes nothing. */
export const isValidGfp = (gfp: number): boolean =>
  gfpZone(gfp) !== BAD_ZONE && gfpMigratetype(gfp) !== BAD_MIGRATETYPE && hasOnePatience(gfp);
