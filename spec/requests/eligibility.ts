import type { Design } from '../designs/design.ts';
import { UNMOVABLE } from '../zones/migratetype.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../zones/zone.ts';
import { GFP, gfpMigratetype, gfpZone } from './gfp.ts';

/** What eligibility asks of a zone, in pages that the allocator manages right now. */
export interface ZoneHoldings {
  /** Pages that the allocator has there, free or in use. */
  readonly managed: number;
  /** Of these, on mirrored frames. */
  readonly mirrored: number;
}

/**
 * Whether a request may look at a zone at all, before watermarks. Three rules: the zone is not above the request's
 * ceiling; where user pages are kept out of the mirror, a request with ceiling ZONE_MOVABLE stays in ZONE_MOVABLE; a
 * mandatory mirrored request takes only zones whose every managed frame is mirrored, because a zone with one unmirrored
 * frame cannot promise anything. Where mirrored memory is set aside by pageblock, a zone with any of it will do, since the
 * request takes nothing else there.
 *
 * @param inForce result of `mirrorInForce`
 */
export function isEligible(
  design: Design,
  inForce: boolean,
  gfp: number,
  zone: number,
  holds: ZoneHoldings,
): boolean {
  const ceiling = gfpZone(gfp);
  if (zoneIndexOf(zone) > ceiling || holds.managed === 0) return false;
  if (gfp & GFP.MIRROR) return design.reserveRequests ? holds.mirrored > 0 : holds.mirrored === holds.managed;
  return (
    !(inForce && keepsUserOutside(design) && ceiling === ZONE_MOVABLE) || zoneIndexOf(zone) === ZONE_MOVABLE
  );
}

/** User memory stays out of kernel zones for good: where the zone carries the mirror, that is what keeps it out of the mirror. */
export const keepsUserOutside = (design: Design): boolean =>
  design.carrier === 'zone' && design.userInMirror === 'never';

/**
 * Whether the request is allowed to be made: a mandatory mirrored request exists only in designs that offer it, and that
 * of user space then only for the privileged. The answer to any other is NOT_PERMITTED, before any state changes.
 */
export function isPermitted(design: Design, inForce: boolean, gfp: number): boolean {
  if (!(gfp & GFP.MIRROR)) return true;
  if (gfpMigratetype(gfp) === UNMOVABLE) return inForce && design.reserveRequests;
  return inForce && design.criticalRequests && (gfp & GFP.PRIVILEGED) !== 0;
}
