import { CLAIMS, type Claim } from '../../spec/index.ts';

/** Number of a claim: its place in CLAIMS, which fits the three bits of a page word. */
export const claimNumber = (claim: Claim): number => CLAIMS.indexOf(claim);

const maskOf = (...claims: readonly Claim[]): number =>
  claims.reduce((mask, claim) => mask | (1 << claimNumber(claim)), 0);

/** Holders whose pages can be moved: bit `n` stands for claim `n`. */
export const MOVABLE_CLAIMS = maskOf('user', 'kernelMovable', 'driver', 'critical');

/** Holders whose pages reclaim may drop. */
export const DROPPABLE_CLAIMS = maskOf('user', 'kernelMovable');

/** Holders that live in user space: their pages are pinned by callers, and lost alone by a memory error. */
export const USER_CLAIMS = maskOf('user', 'kernelMovable', 'critical');

export const holds = (mask: number, claim: number): boolean => ((mask >> claim) & 1) === 1;
