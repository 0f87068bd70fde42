import type { Memory } from '../memory/memory.ts';
import { HEAD_BITS, NONE, orderIn } from '../memory/pageWord.ts';
import { unlink } from '../memory/queues.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { cacheListOf, LISTS_PER_QUEUE, queueOf } from './perCpu.ts';

/** Empties the private lists of one CPU. Source: drain_pages, mm/page_alloc.c. */
export function drainCpu(allocator: PageAllocator, cpu: number): void {
  const { memory } = allocator;
  for (let zone = 0; zone < memory.zoneCount; zone++) {
    const queue = queueOf(memory, cpu, zone);
    if (memory.cachePages[queue]! > 0) putBackPages(allocator, queue, 0, memory.cachePages[queue]!);
  }
}

/**
 * Gives at least `pages` pages of a queue back, or all it has: the coldest blocks of list `from` first, then those of the
 * lists behind it, round and round. Source: free_pcppages_bulk.
 */
export function putBackPages(allocator: PageAllocator, queue: number, from: number, pages: number): void {
  const { memory } = allocator;
  const first = cacheListOf(queue, 0, 0);
  const enough = Math.max(memory.cachePages[queue]! - pages, 0);
  let place = from & (LISTS_PER_QUEUE - 1);
  while (memory.cachePages[queue]! > enough) {
    const pfn = takeColdest(memory, queue, first + place);
    if (pfn === NONE) {
      place = (place + 1) & (LISTS_PER_QUEUE - 1);
      continue;
    }
    const order = orderIn(memory.words[pfn]!);
    memory.words[pfn]! &= ~HEAD_BITS;
    memory.effects.putBack(pfn, order);
    // Freed under the type its pageblock has now: it may have been claimed or isolated meanwhile.
    allocator.putFree(pfn, order);
  }
}

function takeColdest(memory: Memory, queue: number, list: number): number {
  const { cacheFirst, cacheLast, next, prev } = memory;
  const pfn = cacheLast[list]!;
  if (pfn === NONE) return NONE;
  unlink(cacheFirst, cacheLast, next, prev, list, pfn);
  memory.cachePages[queue]! -= 1 << orderIn(memory.words[pfn]!);
  return pfn;
}
