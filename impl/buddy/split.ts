import type { Memory } from '../memory/memory.ts';
import * as word from '../memory/pageWord.ts';
import { zoneIn } from '../memory/pageWord.ts';
import { countFree, listOf, ordersOf, pushFree, unlinkFree } from './freeLists.ts';

const { NONE } = word;

/** Takes a block of the smallest order that suffices from the lists of one type, or {@link NONE}. */
export function takeSmallest(memory: Memory, zone: number, type: number, order: number): number {
  const suitable = ordersOf(memory, zone, type) >>> order;
  if (suitable === 0) return NONE;
  return takeFirst(memory, zone, type, order + lowestBit(suitable), order);
}

/**
 * Takes the first block of a list that is not empty and keeps its lowest `2^order` pages; the upper halves go back, largest
 * first. Source: expand, mm/page_alloc.c.
 */
export function takeFirst(memory: Memory, zone: number, type: number, from: number, order: number): number {
  const list = listOf(zone, type, from);
  const pfn = memory.heads[list]!;
  unlinkFree(memory, pfn, list);
  for (let half = from - 1; half >= order; half--) {
    pushFree(memory, pfn + (1 << half), listOf(zone, type, half));
  }
  countFree(memory, zone, type, -(1 << order));
  return pfn;
}

/** Takes one page out of the middle of a free block; the rest stays free. Source: take_page_off_buddy. */
export function takeExactPage(memory: Memory, head: number, order: number, pfn: number): void {
  takeExactBlock(memory, head, order, pfn, 0);
}

/** Takes `2^order` pages out of the middle of a free block of order `from`. Source: split_free_frozen_page, mm/compaction.c. */
export function takeExactBlock(memory: Memory, head: number, from: number, pfn: number, order: number): void {
  const type = memory.types[head >> memory.pageblockOrder]!;
  const zone = zoneIn(memory.pages[head]!);
  unlinkFree(memory, head, listOf(zone, type, from));
  for (let half = from - 1; half >= order; half--) {
    const kept = (pfn & -(1 << half)) ^ (1 << half);
    pushFree(memory, kept, listOf(zone, type, half));
  }
  countFree(memory, zone, type, -(1 << order));
}

const lowestBit = (mask: number): number => 31 - Math.clz32(mask & -mask);
