import { DONE, INVALID, NO_ZONE, NOT_ONLINE, NOT_PERMITTED } from '../../spec/index.ts';
import { FIXED, headOf, NONE, POISONED, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { sawRealError } from './memoryErrors.ts';

/** Takes an injected error back. Source: unpoison_memory, mm/memory-failure.c; put_page_back_buddy, mm/page_alloc.c. */
export function unpoisonPage(allocator: PageAllocator, pfn: number): number {
  const { memory } = allocator;
  if (pfn >>> 0 >= memory.frameCount) return NOT_ONLINE;
  const word = memory.pages[pfn]!;
  if (zoneIn(word) === NO_ZONE) return NOT_ONLINE;
  if (sawRealError(memory)) return NOT_PERMITTED;
  if ((word & POISONED) === 0) return INVALID;
  clearMark(allocator, pfn);
  return DONE;
}

/** The page loses its mark; if it was out of circulation for it, it is free again. */
export function clearMark(allocator: PageAllocator, pfn: number): void {
  const { memory } = allocator;
  const word = memory.pages[pfn]!;
  memory.pages[pfn] = word & ~POISONED;
  if (headOf(memory.pages, pfn, memory.maxOrder) !== NONE) memory.poisonedInUse[0]!--;
  else if ((word & FIXED) === 0) allocator.putFree(pfn, 0);
}
