import { delist } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import { NONE, USE_BITS } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { firstPoisoned, poisonedPageOf } from './hold.ts';

/** Ends an unpinned allocation without the detour over a private list: its pages are on the buddy lists afterwards. */
export function releaseStraight(allocator: PageAllocator, pfn: number, order: number): void {
  const { memory } = allocator;
  delist(memory, pfn, memory.pages[pfn]!);
  if (poisonedPageOf(memory, pfn, order) === NONE) allocator.putFree(pfn, order);
  else allocator.putFreeAroundPoison(pfn, order);
}

/**
 * Frees what is sound of a block, in pieces as large as possible; poisoned pages leave circulation. Linux looks at order-0
 * blocks only (free_pages_prepare) and so lets the poisoned page of a larger block back in.
 */
export function putFreeAroundPoison(allocator: PageAllocator, pfn: number, order: number): void {
  allocator.memory.pages[pfn]! &= ~USE_BITS;
  putPiece(allocator, allocator.memory, pfn, order);
}

function putPiece(allocator: PageAllocator, memory: Memory, pfn: number, order: number): void {
  if (firstPoisoned(memory.pages, pfn, pfn + (1 << order)) === NONE) {
    allocator.putFree(pfn, order);
  } else if (order === 0) {
    memory.poisonedInUse[0]!--;
  } else {
    putPiece(allocator, memory, pfn, order - 1);
    putPiece(allocator, memory, pfn + (1 << (order - 1)), order - 1);
  }
}

/**
 * Frees pages that no one ever held, in maximal aligned blocks. From the end downwards, so that the lowest pages stand
 * first on their lists and are served first. Source: __free_pages_memory, mm/memblock.c, which appends in ascending order.
 */
export function putFreeRange(allocator: PageAllocator, start: number, end: number): void {
  const { maxOrder } = allocator.memory;
  for (let rest = end; rest > start; ) {
    const alignment = 31 - Math.clz32(rest & -rest);
    const room = 31 - Math.clz32(rest - start);
    const order = Math.min(alignment, room, maxOrder);
    rest -= 1 << order;
    allocator.putFree(rest, order);
  }
}
