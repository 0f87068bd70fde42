import { DONE, INVALID, NO_MEMORY, POOL_ELEMENTS, POOL_GFP, POOL_NODE } from '../../spec/index.ts';
import { claimIn, isPinned, NONE } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { claimNumber } from '../requests/claims.ts';
import { hold, isAllocation, poisonedPageOf } from './hold.ts';
import { releaseStraight } from './release.ts';

const KERNEL = claimNumber('kernel');

/** Gets an element: a page of the allocator, else one that the pool keeps. Source: mempool_alloc, mm/mempool.c. */
export function getElement(allocator: PageAllocator, cpu: number): number {
  const { memory } = allocator;
  if (cpu >>> 0 >= memory.cpuCount) return INVALID;
  const pfn = allocator.place(0, POOL_GFP, POOL_NODE, cpu);
  if (pfn < 0) return allocator.takeElement();
  hold(memory, pfn, 0, KERNEL, 0);
  allocator.recordOwner(pfn, 1);
  return pfn;
}

/** The element that was kept last, or NO_MEMORY. It never stopped being allocated. */
export function takeElement({ memory: { pool } }: PageAllocator): number {
  const count = pool[0]!; // The first entry counts the others.
  if (count === 0) return NO_MEMORY;
  pool[0] = count - 1;
  return pool[count]!;
}

/** Gives an element back, to the pool first. Source: mempool_free. */
export function putElement(allocator: PageAllocator, pfn: number, cpu: number): number {
  const { memory } = allocator;
  if (!isElement(allocator, pfn) || cpu >>> 0 >= memory.cpuCount) return INVALID;
  const count = memory.pool[0]!;
  if (count === POOL_ELEMENTS || poisonedPageOf(memory, pfn, 0) !== NONE) return allocator.free(pfn, 0, cpu);
  memory.pool[count + 1] = pfn;
  memory.pool[0] = count + 1;
  return DONE;
}

/** A single page of the kernel, of which nobody else has a reference, and which is not in the pool yet. */
function isElement({ memory }: PageAllocator, pfn: number): boolean {
  if (!isAllocation(memory, pfn, 0)) return false;
  const word = memory.pages[pfn]!;
  if (claimIn(word) !== KERNEL || isPinned(word)) return false;
  return !memory.pool.subarray(1, 1 + memory.pool[0]!).includes(pfn);
}

/** Frees what the pool keeps. Source: mempool_destroy. @returns elements freed */
export function emptyPool(allocator: PageAllocator): number {
  const { pool } = allocator.memory;
  const count = pool[0]!;
  for (let place = 1; place <= count; place++) releaseStraight(allocator, pool[place]!, 0);
  pool[0] = 0;
  return count;
}
