import * as spec from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import * as word from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import * as record from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { takeSmallest } from './split.ts';

const { CMA, MIRROR, MOVABLE } = spec;
const { NONE } = word;
const { FREE_CMA_PAGES, FREE_PAGES } = record;

/**
 * Takes a block off the buddy lists of a zone, or answers {@link NONE}: from the request's own type, for movable requests
 * then from CMA, then by claiming a pageblock, at last by stealing a block. Once CMA makes up more than half of what is free, it
 * goes first: kernel requests depend on the rest. Source: __rmqueue, mm/page_alloc.c.
 *
 * Where pageblocks of the mirror have a migratetype of their own, kernel requests take from there before all else and user
 * requests after all else.
 */
export function takeBlock(allocator: PageAllocator, zone: number, type: number, order: number): number {
  const { memory } = allocator;
  if (memory.prefersMirror) return takePreferring(allocator, zone, type, order);
  return takeOrdinary(allocator, zone, type, order);
}

function takePreferring(allocator: PageAllocator, zone: number, type: number, order: number): number {
  const { memory } = allocator;
  let pfn = type === MOVABLE ? NONE : takeSmallest(memory, zone, MIRROR, order);
  if (pfn === NONE) pfn = takeOrdinary(allocator, zone, type, order);
  if (pfn === NONE && type === MOVABLE) pfn = takeSmallest(memory, zone, MIRROR, order);
  return pfn;
}

function takeOrdinary(allocator: PageAllocator, zone: number, type: number, order: number): number {
  const { memory } = allocator;
  let pfn = NONE;
  if (type === MOVABLE && isMostlyCma(memory, zone)) pfn = takeSmallest(memory, zone, CMA, order);
  if (pfn === NONE) pfn = takeSmallest(memory, zone, type, order);
  if (pfn === NONE && type === MOVABLE) pfn = takeSmallest(memory, zone, CMA, order);
  if (pfn === NONE) pfn = allocator.claimBlock(zone, type, order);
  if (pfn === NONE) pfn = allocator.stealBlock(zone, type, order);
  return pfn;
}

const isMostlyCma = ({ zones }: Memory, zone: number): boolean =>
  zones[fieldOf(zone, FREE_CMA_PAGES)]! * 2 > zones[fieldOf(zone, FREE_PAGES)]!;
