import { CMA, MOVABLE } from '../../spec/index.ts';
import { NONE } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { takeSmallest } from './split.ts';

/**
 * Takes a block off the buddy lists of a zone, or answers {@link NONE}: from the request's own type, for movable requests
 * then from CMA, then by claiming a pageblock, at last by stealing a block. Once CMA makes up more than half of what is free, it
 * goes first: kernel requests depend on the rest. Source: __rmqueue, mm/page_alloc.c.
 */
export function takeBlock(allocator: PageAllocator, zone: number, type: number, order: number): number {
  const { memory } = allocator;
  let pfn = NONE;
  if (type === MOVABLE && memory.freeCma[zone]! * 2 > memory.free[zone]!)
    pfn = takeSmallest(memory, zone, CMA, order);
  if (pfn === NONE) pfn = takeSmallest(memory, zone, type, order);
  if (pfn === NONE && type === MOVABLE) pfn = takeSmallest(memory, zone, CMA, order);
  if (pfn === NONE) pfn = allocator.claimBlock(zone, type, order);
  if (pfn === NONE) pfn = allocator.stealBlock(zone, type, order);
  return pfn;
}
