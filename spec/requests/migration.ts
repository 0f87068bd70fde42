import type { Claim } from '../pages/claim.ts';
import { ZONE_MOVABLE, ZONE_NORMAL, type ZoneIndex } from '../zones/zone.ts';
import { GFP, GFP_HIGHUSER_MOVABLE, GFP_KERNEL, GFP_TRANSHUGE_LIGHT, GFP_USER } from './gfp.ts';

/**
 * Flags with which a new place is sought for a page that moves, starting at the page's own node. A page of a kernel zone moves to a
 * kernel zone only; a page of ZONE_MOVABLE may go anywhere its claim may. Source: alloc_migration_target, mm/migrate.c.
 */
export function migrationGfp(claim: Claim, from: ZoneIndex): number {
  if (claim === 'critical') return GFP_HIGHUSER_MOVABLE | GFP.MIRROR | GFP.PRIVILEGED;
  if (from === ZONE_MOVABLE)
    return claim === 'driver' ? GFP_HIGHUSER_MOVABLE | GFP.DRIVER : GFP_HIGHUSER_MOVABLE;
  return claim === 'driver' ? GFP_KERNEL | GFP.MOVABLE | GFP.DRIVER : GFP_USER | GFP.MOVABLE;
}

/**
 * Flags of the new place for a page that is about to be pinned for long: unmovable, so neither ZONE_MOVABLE nor CMA.
 * Under a mirroring design such pages consume mirrored memory. Source: collect_longterm_unpinnable_folios, mm/gup.c.
 */
export const longtermPinGfp = (claim: Claim): number =>
  claim === 'critical' ? GFP_USER | GFP.MIRROR | GFP.PRIVILEGED : GFP_USER;

/** Flags of the place for two blocks that become one: GFP_TRANSHUGE, within what their claim may use. Source: mm/khugepaged.c. */
export const collapseGfp = (claim: Claim): number =>
  claim === 'user' ? GFP_TRANSHUGE_LIGHT | GFP.DIRECT_RECLAIM : migrationGfp(claim, ZONE_NORMAL);
