import { NONE } from '../memory/pageBits.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { createFastPath } from './createFastPath.ts';

/** What most requests come to, and most frees: a block of a list, and a place on one. */
export interface FastPath {
  /**
   * Serves a request from the lists of the first zone that it may look at, if there is a block and the zone is above its low mark. Takes any
   * numbers, as `allocate` does.
   *
   * @returns its first pfn, or NONE where anything more has to be thought of; then nothing has changed
   */
  readonly take: (order: number, gfp: number, node: number, cpu: number, owner?: number) => number;
  /**
   * Frees an allocation to a private list, and when that is full a batch of it to the buddy lists; or to these, if it is large. Takes any
   * numbers.
   *
   * @returns whether it did; otherwise nothing has changed
   */
  readonly keep: (pfn: number, order: number, cpu: number) => boolean;
}

/** Leaves everything to the long way. */
export const NO_FAST_PATH: FastPath = { take: () => NONE, keep: () => false };

/** The mechanisms that the fast path stands in for: an allocator that does one of them differently goes without it. */
const STANDS_FOR = [
  'place',
  'mayGive',
  'takeBlock',
  'queueOf',
  'refill',
  'giveBack',
  'keep',
  'putFree',
] as const;

/** The fast path of an allocator, unless one of its mechanisms is not that of `original`. */
export function fastPathOf(allocator: PageAllocator, original: PageAllocator): FastPath | null {
  if (STANDS_FOR.some((name) => allocator[name] !== original[name])) return null;
  const path = createFastPath(allocator);
  return allocator.memory.recordsOwners ? recording(path, allocator) : path;
}

/** A fast path that records who was given what. */
function recording({ take, keep }: FastPath, allocator: PageAllocator): FastPath {
  return {
    take: (order, gfp, node, cpu, owner) => {
      const pfn = take(order, gfp, node, cpu, owner);
      if (pfn >= 0) allocator.recordOwner(pfn, 1 << order);
      return pfn;
    },
    keep,
  };
}
