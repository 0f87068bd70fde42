import type { Claim } from '../pages/claim.ts';

/**
 * A design is a mirroring policy as data: who may use mirrored memory, who may fall back to where, and what boot does
 * with the mirrored ranges. The same scenario can be run under each.
 */
export interface Design {
  readonly name: DesignName;
  readonly title: string;
  /** Where the policy was proposed or merged. */
  readonly source: string;
  /** Boot turns mirrored ranges into kernel zones and unmirrored ones into ZONE_MOVABLE (`kernelcore=mirror`). */
  readonly zonesFollowMirror: boolean;
  /** Claims that hold mirrored memory by promise: such a page lies on a protected frame, or on an exempt one, with a reason. */
  readonly protects: readonly Claim[];
  /** A user page may be served from a zone with mirrored memory once its own zones are exhausted. */
  readonly userMayUseMirror: boolean;
  /** Mandatory mirrored requests of user space exist (and need privilege). */
  readonly criticalRequests: boolean;
}

export type DesignName = 'none' | 'kernelcore' | 'nonmirror';
