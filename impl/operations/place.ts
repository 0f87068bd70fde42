import * as spec from '../../spec/index.ts';
import * as word from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { queueOf, takeCached } from '../percpu/perCpu.ts';
import * as queue from '../percpu/queueRecord.ts';
import { requestCode, typeIn } from '../requests/requestCode.ts';
import { minLevel } from '../zones/mayGive.ts';
import { zonelistAt } from '../zones/zonelists.ts';
import * as record from '../zones/zoneRecord.ts';

const { ALL_CPUS, NO_MEMORY } = spec;
const { DIRECT_RECLAIM, MEMALLOC, NOMEMALLOC } = spec.GFP;
const { NONE } = word;
const { LARGEST_CACHED_ORDER } = queue;
const { LOW, UNMARKED } = record;

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
    // Free pages may wait on private lists, where they neither count nor merge.
    allocator.drain(ALL_CPUS);
    pfn = placeBelowLow(allocator, order, gfp, node, cpu);
  }
  return pfn === NONE ? NO_MEMORY : pfn;
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
    const pfn = takeFromZone(allocator, zone, typeIn(code), order, cpu);
    if (pfn !== NONE) return pfn;
  }
  return NONE;
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
  const queue = queueOf(memory, cpu, zone);
  const pfn = takeCached(memory, queue, order, type);
  if (pfn !== NONE) return pfn;
  allocator.refill(cpu, zone, type, order);
  return takeCached(memory, queue, order, type);
}
