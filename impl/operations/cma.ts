import { BUSY, cmaAreaOf, DONE, INVALID, NO_MEMORY } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { headOf, NONE, orderIn, RANGE } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { isRangeAt, releaseRange } from './contig.ts';

/**
 * Gives out the first place of an area that can be emptied. Source: cma_alloc, mm/cma.c, which takes an obstacle for every place
 * anew. Nothing changes between two places, so what stands in the way of one stands in the way of all up to itself.
 */
export function cmaAllocate(allocator: PageAllocator, area: number, pages: number, align: number): number {
  const { memory } = allocator;
  const { effects, pageblockOrder } = memory;
  const span = cmaAreaOf(memory.map, area);
  if (span === null || pages < 1 || align < 0) return INVALID;
  const step = 2 ** align;
  let [obstacle, lastPageblock, searched] = [NONE, NONE, span.start];
  for (let place = allocator.alignInArea(span.start, span.start, step); place + pages <= span.end; ) {
    const end = place + pages;
    const taken = lastTakenIn(memory, Math.max(place, searched), end);
    searched = end;
    if (taken !== NONE) {
      place = allocator.alignInArea(span.start, taken + 1, step);
      continue;
    }
    // A pageblock that was not looked at may hold an obstacle that comes first.
    if (obstacle >= place && (end - 1) >> pageblockOrder === lastPageblock) effects.culprit(obstacle);
    else {
      const answer = allocator.takeRange(place, end, true);
      if (answer !== BUSY) return answer === DONE ? grant(memory, area, place, pages) : answer;
      obstacle = effects.first(effects.count - 1); // Its last words.
      lastPageblock = (end - 1) >> pageblockOrder;
    }
    place = allocator.alignInArea(span.start, place + 1, step);
  }
  return NO_MEMORY;
}

/** Takes back what was given out of an area. Source: cma_release. */
export function cmaRelease(allocator: PageAllocator, pfn: number, pages: number): number {
  const { memory } = allocator;
  const area = areaAt(memory, pfn);
  if (area === NONE || !isRangeAt(memory, pfn, pages)) return INVALID;
  memory.cmaAvailable[area]! += pages;
  releaseRange(allocator, pfn, pages);
  return DONE;
}

/** The area around a page, or {@link NONE}. */
export function areaAt({ map }: Memory, pfn: number): number {
  const areas = map.layout.cma?.length ?? 0;
  for (let area = 0; area < areas; area++) {
    const { start, end } = cmaAreaOf(map, area)!; // There are so many.
    if (pfn >= start && pfn < end) return area;
  }
  return NONE;
}

function grant(memory: Memory, area: number, place: number, pages: number): number {
  memory.cmaAvailable[area]! -= pages;
  return place;
}

/** The last page of `[start, end)` that was given out, or {@link NONE}. */
function lastTakenIn({ pages, maxOrder }: Memory, start: number, end: number): number {
  for (let pfn = end - 1; pfn >= start; ) {
    const head = headOf(pages, pfn, maxOrder);
    if (head !== NONE && pages[head]! & RANGE) return head + (1 << orderIn(pages[head]!)) - 1;
    pfn = head === NONE ? pfn - 1 : head - 1;
  }
  return NONE;
}

/** The next multiple of `step` from `pfn` on. */
export const alignUp = (pfn: number, step: number): number => Math.ceil(pfn / step) * step;
