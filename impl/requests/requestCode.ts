import {
  type Claim,
  GFP,
  gfpMigratetype,
  gfpZone,
  isValidGfp,
  MOVABLE,
  RECLAIMABLE,
  UNMOVABLE,
  ZONE_MOVABLE,
} from '../../spec/index.ts';
import { claimNumber } from './claims.ts';
import { MIRROR_KIND } from './kinds.ts';

/**
 * What the flags of a request come to, in one integer, or NONE for flags that contradict each other.
 *
 * | bits | meaning |
 * |---|---|
 * | 0-1 | zone ceiling |
 * | 2 | mirrored memory is mandatory |
 * | 3-4 | migratetype |
 * | 5-7 | claim, as its place in CLAIMS |
 *
 * The low three bits together are the *kind*: requests of one kind may look at the same zones.
 */
export const requestCode = (gfp: number): number => CODES[(gfp & 31) | ((gfp >>> 19) & 96)]!;

export const kindIn = (code: number): number => code & 7;
export const ceilingIn = (code: number): number => code & 3;
export const typeIn = (code: number): number => (code >> 3) & 3;
export const claimOfCode = (code: number): number => code >> 5;

/** By the five bits that choose zone and mobility, and above them DRIVER and MIRROR. */
const CODES = Int16Array.from({ length: 128 }, (_, index) => encode((index & 31) | ((index & 96) << 19)));

function encode(gfp: number): number {
  if (!isValidGfp(gfp)) return -1;
  const mirror = gfp & GFP.MIRROR ? MIRROR_KIND : 0;
  return gfpZone(gfp) | mirror | (gfpMigratetype(gfp) << 3) | (claimNumber(claimOf(gfp)) << 5);
}

function claimOf(gfp: number): Claim {
  if (gfp & GFP.MIRROR) return gfpMigratetype(gfp) === UNMOVABLE ? 'kernelCritical' : 'critical';
  if (gfp & GFP.DRIVER) return 'driver';
  if (gfpMigratetype(gfp) === RECLAIMABLE) return 'reclaimable';
  if (gfpMigratetype(gfp) !== MOVABLE) return 'kernel';
  return gfpZone(gfp) === ZONE_MOVABLE ? 'user' : 'kernelMovable';
}
