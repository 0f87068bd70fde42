import type { PageRuleName } from '../pageRules.ts';
import { obeys, type PageTransition } from '../pageSetup.ts';

/** One way to a leaf, open if all the rules hold. */
export function handOver(
  leaf: string,
  rules: readonly PageRuleName[],
  description: string,
  source: string,
): PageTransition {
  return { target: `#page.${leaf}`, guard: obeys(...rules), description, meta: { source } };
}

/** Whoever asks: a withheld page and a poisoned one are never handed out. */
export const IN_SERVICE = ['INV-134 page is not isolated', 'INV-192 page is not poisoned'] as const;

/** A request whose ceiling is below ZONE_MOVABLE and whose pages cannot move. */
export const FOR_KERNEL = [
  ...IN_SERVICE,
  'INV-1 page is below ZONE_MOVABLE',
  'INV-139 page is not CMA',
] as const;

/** A request of user space under a design that keeps it out of the kernel's zones. */
export const FOR_OUTSIDE = [...IN_SERVICE, 'INV-151 page is in ZONE_MOVABLE'] as const;

/** Buffers of file systems: they move, but only between kernel zones. */
export const FOR_KERNEL_MOVABLE = [...IN_SERVICE, 'INV-122 page is below ZONE_MOVABLE'] as const;

/** A right to mirrored memory: mirrored, or refused. */
export const FOR_CRITICAL = [
  ...IN_SERVICE,
  'INV-2 frame is mirrored',
  'INV-1 page is below ZONE_MOVABLE',
] as const;

/** A page on its way to a long-term pin leaves ZONE_MOVABLE and CMA. */
export const FOR_LONGTERM = [
  ...IN_SERVICE,
  'INV-165 target is below ZONE_MOVABLE',
  'INV-165 target is not CMA',
] as const;

export const GFP_ZONE = 'include/linux/gfp.h: gfp_zone; mm/page_alloc.c: get_page_from_freelist';
export const KERNELCORE = 'Taku Izumi, "mm: Introduce kernelcore=mirror option", December 2015';
export const MADV_MIRROR = 'LWN, LSFMM 2016, "Partial address-space mirroring"';
export const RESERVE = 'Mel Gorman, 30 June 2015, on the mirrored memory RFC';
export const ZSMALLOC = 'mm/zsmalloc.c: zs_page_migrate; include/linux/migrate.h: struct movable_operations';
export const MIGRATE = 'mm/migrate.c: alloc_migration_target, migrate_folio_move';
export const LONGTERM = 'mm/gup.c: migrate_longterm_unpinnable_folios';
