import { delist, enlist } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import { nextOf, PINNED, previousOf } from '../memory/pageWord.ts';

/** The first pin or reference takes the allocation off its list, and the links that are idle then count them. */
export function holdInPlace(memory: Memory, pfn: number, word: number): void {
  const { pages, links } = memory;
  delist(memory, pfn, word);
  pages[pfn] = word | PINNED;
  links[nextOf(pfn)] = 0;
  links[previousOf(pfn)] = 0;
}

/** After the last pin or reference the allocation may move and, unless it is locked, be dropped again. */
export function letGo(memory: Memory, pfn: number, word: number): void {
  const { pages, links } = memory;
  if (links[nextOf(pfn)] !== 0 || links[previousOf(pfn)] !== 0) return;
  pages[pfn] = word & ~PINNED;
  enlist(memory, pfn, word & ~PINNED);
}
