import * as spec from '../../spec/index.ts';
import { takeSmallest } from '../buddy/split.ts';
import * as word from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { takeCached } from '../percpu/perCpu.ts';
import * as queue from '../percpu/queueRecord.ts';
import { requestCode, typeIn } from '../requests/requestCode.ts';
import { minLevel } from '../zones/mayGive.ts';
import { zonelistAt } from '../zones/zonelists.ts';
import * as record from '../zones/zoneRecord.ts';

const { ALL_CPUS, HIGHATOMIC, NO_MEMORY } = spec;
const { DIRECT_RECLAIM, MEMALLOC, NOMEMALLOC } = spec.GFP;
const { NONE } = word;
const { LARGEST_CACHED_ORDER } = queue;
const { LOW, MIN_ATOMIC, NON_BLOCK, UNMARKED } = record;

/**
 * Finds a block for a request: all its zones at the low mark, then lower and lower. Source: __alloc_pages and
 * __alloc_pages_slowpath, mm/page_alloc.c, without the waits.
 *
 * @returns first pfn of a block that is on no list any more, or NO_MEMORY
 */
export function place(
  allocator: PageAllocator,
  order: number,
  gfp: number,
  node: number,
  cpu: number,
): number {
  const pfn = searchZones(allocator, order, gfp, node, cpu, LOW);
  return pfn !== NONE ? pfn : placeByRights(allocator, order, gfp, node, cpu);
}

function placeByRights(
  allocator: PageAllocator,
  order: number,
  gfp: number,
  node: number,
  cpu: number,
): number {
  let pfn = placeBelowLow(allocator, order, gfp, node, cpu);
  if (pfn === NONE && gfp & DIRECT_RECLAIM) {
    allocator.bringIn(order, gfp, node);
    pfn = placeBelowLow(allocator, order, gfp, node, cpu);
  }
  return pfn === NONE ? NO_MEMORY : pfn;
}

/** Free pages may be set aside, or wait on private lists, where they neither count nor merge. */
export function bringIn(allocator: PageAllocator, order: number, gfp: number, node: number): void {
  allocator.unreserve(order, gfp, node, 1);
  allocator.drain(ALL_CPUS);
}

/** At the min mark with the rights of the request, then, for reclaim itself, without a mark. @returns first pfn, or NONE */
export function placeBelowLow(
  allocator: PageAllocator,
  order: number,
  gfp: number,
  node: number,
  cpu: number,
): number {
  const pfn = searchZones(allocator, order, gfp, node, cpu, minLevel(gfp));
  if (pfn !== NONE || (gfp & (MEMALLOC | NOMEMALLOC)) !== MEMALLOC) return pfn;
  return searchZones(allocator, order, gfp, node, cpu, UNMARKED);
}

/** Takes a block from the first zone that may give one. Source: get_page_from_freelist. */
function searchZones(
  allocator: PageAllocator,
  order: number,
  gfp: number,
  node: number,
  cpu: number,
  level: number,
): number {
  const { memory } = allocator;
  const code = requestCode(gfp);
  let at = zonelistAt(memory, node, gfp, code);
  for (let zone = memory.zonelists[at]!; zone >= 0; zone = memory.zonelists[++at]!) {
    if (level !== UNMARKED && !allocator.mayGive(zone, order, code, level)) continue;
    const pfn = takeAtLevel(allocator, zone, typeIn(code), order, cpu, level);
    if (pfn !== NONE) return pfn;
  }
  return NONE;
}

/** What cannot wait may take from the reserve: first if it is what the reserve is for, else when all else is gone. */
function takeAtLevel(
  allocator: PageAllocator,
  zone: number,
  type: number,
  order: number,
  cpu: number,
  level: number,
): number {
  if (level < NON_BLOCK) return takeFromZone(allocator, zone, type, order, cpu);
  if (level === (MIN_ATOMIC | NON_BLOCK) && order > 0)
    return takeHighatomic(allocator, zone, type, order, cpu);
  const pfn = takeFromZone(allocator, zone, type, order, cpu);
  return pfn === NONE ? takeSmallest(allocator.memory, zone, HIGHATOMIC, order) : pfn;
}

/** A high-order atomic request refills no private list, and has the pageblock it was served from reserved. */
function takeHighatomic(
  allocator: PageAllocator,
  zone: number,
  type: number,
  order: number,
  cpu: number,
): number {
  const { memory } = allocator;
  let pfn =
    order > LARGEST_CACHED_ORDER ? NONE : takeCached(memory, allocator.queueOf(cpu, zone), order, type);
  if (pfn === NONE) pfn = takeSmallest(memory, zone, HIGHATOMIC, order);
  if (pfn === NONE) pfn = allocator.takeBlock(zone, type, order);
  if (pfn !== NONE) allocator.reserve(zone, pfn, order);
  return pfn;
}

/** Source: rmqueue. */
function takeFromZone(
  allocator: PageAllocator,
  zone: number,
  type: number,
  order: number,
  cpu: number,
): number {
  if (order > LARGEST_CACHED_ORDER) return allocator.takeBlock(zone, type, order);
  const { memory } = allocator;
  const queue = allocator.queueOf(cpu, zone);
  const pfn = takeCached(memory, queue, order, type);
  if (pfn !== NONE) return pfn;
  allocator.refill(cpu, zone, type, order);
  return takeCached(memory, queue, order, type);
}
