import { countFree, listOf, pushFree, unlinkFree } from '../../../impl/buddy/freeLists.ts';
import type { Memory } from '../../../impl/memory/memory.ts';
import { zoneIn } from '../../../impl/memory/pageWord.ts';

/**
 * Whether a piece of a broken free block may become one of order `order` that begins at `start`.
 *
 * @param end behind the last page of the block that is broken
 */
export type MayBe = (start: number, order: number, end: number) => boolean;

/**
 * Takes one page out of a free block as Xen does: the whole block goes off its list, and what is left of it grows again from single
 * pages, from the low end to the high. Source: reserve_offlined_page, xen/common/page_alloc.c.
 */
export function regrowAround(memory: Memory, head: number, order: number, pfn: number, mayBe: MayBe): void {
  const zone = zoneIn(memory.pages[head]!); // Callers name a free block.
  const type = memory.types[head >> memory.pageblockOrder]!;
  const end = head + (1 << order);
  unlinkFree(memory, head, listOf(zone, type, order));
  for (let start = head; start < end; ) {
    if (start === pfn) {
      start++;
      continue;
    }
    const room = start < pfn ? pfn : end;
    let height = 0;
    while (start + (2 << height) <= room && mayBe(start, height + 1, end)) height++;
    pushFree(memory, start, listOf(zone, type, height));
    start += 1 << height;
  }
  countFree(memory, zone, type, -1);
}

/** What every block must be. */
export const isAligned = (start: number, order: number): boolean => (start & ((1 << order) - 1)) === 0;
