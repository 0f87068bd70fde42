import { BALLOON_GFP, DONE, INVALID } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { LENT, MIRRORED, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { claimNumber } from '../requests/claims.ts';
import { MANAGED_PAGES, MIRRORED_PAGES } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { holdInPlace } from './held.ts';
import { hold, isAllocation } from './hold.ts';

const KERNEL = claimNumber('kernel');
/** The balloon driver runs wherever its queue is worked off. */
const BALLOON_CPU = 0;

/** Lends a page to the hypervisor: held, so that nobody moves it. Source: balloon_page_alloc and _enqueue, mm/balloon.c. */
export function inflateBalloon(allocator: PageAllocator, node: number, cpu: number): number {
  const { memory } = allocator;
  if (node >>> 0 >= memory.nodeCount || cpu >>> 0 >= memory.cpuCount) return INVALID;
  const pfn = allocator.place(0, BALLOON_GFP, node, cpu);
  if (pfn < 0) return pfn;
  hold(memory, pfn, 0, KERNEL, 0);
  allocator.recordOwner(pfn, 1);
  holdInPlace(memory, pfn, memory.pages[pfn]!);
  memory.pages[pfn]! |= LENT;
  allocator.adjustManaged(pfn, -1);
  return pfn;
}

/** Takes a lent page back. Source: balloon_page_dequeue, mm/balloon.c. */
export function deflateBalloon(allocator: PageAllocator, pfn: number): number {
  const { memory } = allocator;
  if (!isAllocation(memory, pfn, 0) || !(memory.pages[pfn]! & LENT)) return INVALID;
  allocator.adjustManaged(pfn, 1);
  allocator.giveBack(pfn, 0, BALLOON_CPU);
  return DONE;
}

/** Counts a page out of the managed ones of its zone, or back in. Source: adjust_managed_page_count, mm/page_alloc.c. */
export function adjustManaged(memory: Memory, pfn: number, pages: number): void {
  const word = memory.pages[pfn]!;
  memory.zones[fieldOf(zoneIn(word), MANAGED_PAGES)]! += pages;
  if (word & MIRRORED) memory.zones[fieldOf(zoneIn(word), MIRRORED_PAGES)]! += pages;
}
