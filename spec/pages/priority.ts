import type { Claim } from './claim.ts';

/**
 * Who should have mirrored memory first, where it is too small for all: kernel memory that cannot be recovered, user memory
 * with a right to it, and what can be recovered: other user memory and caches. Source: Ingo Molnar, in the discussion of the
 * mirrored memory RFC, June 2015.
 */
export const PRIORITY_GROUPS = ['non-recoverable kernel', 'high-priority user', 'recoverable'] as const;

/** First in the mirror: kernel memory that cannot be recovered. */
export const GROUP_KERNEL = 0;
/** Second: user memory with a right to the mirror. */
export const GROUP_CRITICAL = 1;
/** Last: what can be read or made again. */
export const GROUP_RECOVERABLE = 2;

/** Group of a claim: its place in {@link PRIORITY_GROUPS}. A clean inode cache can be read again, a kernel stack cannot. */
export const PRIORITY: Readonly<Record<Claim, number>> = {
  user: GROUP_RECOVERABLE,
  kernel: GROUP_KERNEL,
  reclaimable: GROUP_RECOVERABLE,
  kernelMovable: GROUP_RECOVERABLE,
  driver: GROUP_RECOVERABLE,
  critical: GROUP_CRITICAL,
  kernelCritical: GROUP_KERNEL,
};
