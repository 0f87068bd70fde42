import type { OperationKind } from '../operations/operation.ts';

/** The discussions that asked for what zoneproof checks, by their public names. */
export const DISCUSSIONS = {
  'partial-mirroring': 'LSFMM 2016, "Partial address-space mirroring"',
  'mirror-rfc': 'Mel Gorman, 30 June 2015, on "[RFC v2 0/8] mirrored memory"',
  'lsfmm-2015': 'LSFMM, March 2015',
  'hot-remove': 'Ingo Molnar, 2 November 2005, on memory hot-remove',
  'kernel-summit-2005': 'Kernel Summit 2005, memory management',
} as const;

/** Key of one of {@link DISCUSSIONS}. */
export type Discussion = keyof typeof DISCUSSIONS;

/** A mechanism that somebody asked for in public, and what carries it here. */
export interface Requirement {
  /** `partial-mirroring/2`: the discussion, and the place in it. */
  readonly id: `${Discussion}/${number}`;
  /** What was talked about, in a few words. */
  readonly mechanism: string;
  /** What was demanded, claimed or feared. */
  readonly demand: string;
  /** What became of it in Linux. */
  readonly linux: string;
  /** What carries it, or why nothing does. */
  readonly answer: Carried | OutOfScope;
}

/** What checks it; a test proves that each name exists. */
export interface Carried {
  /** Rules that say it. */
  readonly invariants: readonly `INV-${number}`[];
  /** Operations that ask for it. */
  readonly operations: readonly OperationKind[];
  /** Questions of a run, findings, witnesses, layout findings and designs, by name. */
  readonly properties: readonly string[];
}

/** A mechanism that no check of a page allocator can be about. */
export interface OutOfScope {
  /** The reason. */
  readonly outOfScope: string;
}
