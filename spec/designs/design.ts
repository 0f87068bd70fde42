import type { Claim } from '../pages/claim.ts';

/**
 * A design is a mirroring policy as data: who may use mirrored memory, who may fall back to where, what counts as free for
 * whom, who needs a privilege, what boot does with the mirrored ranges, and whether they can grow. The same scenario can
 * be run under each.
 */
export interface Design {
  /** As options, tokens and files name it. */
  readonly name: DesignName;
  /** What the policy is, in a few words. */
  readonly title: string;
  /** Where the policy was proposed or merged. */
  readonly source: string;
  /** What tells mirrored memory from the rest once the machine runs; boot sets it up. */
  readonly carrier: MirrorCarrier;
  /** Boot turns mirrored ranges into kernel zones and unmirrored ones into ZONE_MOVABLE (`kernelcore=mirror`). */
  readonly zonesFollowMirror: boolean;
  /** Claims that hold mirrored memory by promise: such a page lies on a protected frame, or on an exempt one, with a reason. */
  readonly protects: readonly Claim[];
  /** User pages may lie on mirrored frames: anywhere, once everything else is exhausted, or never. */
  readonly userInMirror: 'anywhere' | 'last' | 'never';
  /** A kernel request that finds no mirrored memory is served from unmirrored memory all the same. */
  readonly kernelFallsBack: boolean;
  /** Free mirrored pages count as free memory for every request, or only for those with a right to them. */
  readonly mirrorCountsFree: 'everyone' | 'entitled';
  /** Mandatory mirrored requests of user space exist (and need privilege). */
  readonly criticalRequests: boolean;
  /** Mandatory mirrored requests of the kernel exist: unmovable memory that is mirrored or refused. */
  readonly reserveRequests: boolean;
  /** Mirrored memory can be added while the machine runs. */
  readonly expands: boolean;
}

/**
 * - `nothing`: nobody asks whether a frame is mirrored;
 * - `firmware`: every frame is mirrored, at half the capacity, and software need not know;
 * - `zone`: kernel zones are mirrored, ZONE_MOVABLE is not;
 * - `reserve`: pageblocks of mirrored memory are set aside, on no list that ordinary requests see;
 * - `migratetype`: pageblocks of mirrored memory have a migratetype of their own.
 */
export type MirrorCarrier = 'nothing' | 'firmware' | 'zone' | 'reserve' | 'migratetype';

/** Name of one of the six designs. */
export type DesignName = 'none' | 'full' | 'kernelcore' | 'nonmirror' | 'reserve' | 'migratetype';
