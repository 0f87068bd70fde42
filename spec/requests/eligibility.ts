import type { Design } from '../designs/design.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../zones/zone.ts';
import { GFP, gfpZone } from './gfp.ts';

/** What eligibility asks of a zone, in pages that the allocator manages right now. */
export interface ZoneHoldings {
  readonly managed: number;
  /** Of these, on mirrored frames. */
  readonly mirrored: number;
}

/**
 * Whether a request may look at a zone at all, before watermarks. Three rules: the zone is not above the request's
 * ceiling; where user pages are kept out of the mirror, a request with ceiling ZONE_MOVABLE stays in ZONE_MOVABLE; a
 * mandatory mirrored request takes only zones whose every managed frame is mirrored, because a zone with one unmirrored
 * frame cannot promise anything.
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
  if (gfp & GFP.MIRROR) return holds.mirrored === holds.managed;
  if (inForce && !design.userMayUseMirror && ceiling === ZONE_MOVABLE)
    return zoneIndexOf(zone) === ZONE_MOVABLE;
  return true;
}

/**
 * Whether the request is allowed to be made: a mandatory mirrored request exists only in designs that offer it, and
 * then only for the privileged. The answer to any other is NOT_PERMITTED, before any state changes.
 */
export const isPermitted = (design: Design, inForce: boolean, gfp: number): boolean =>
  !(gfp & GFP.MIRROR) || (inForce && design.criticalRequests && (gfp & GFP.PRIVILEGED) !== 0);
