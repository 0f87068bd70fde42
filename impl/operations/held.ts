import { delist, enlist } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import { NEXT, PINNED, PREV, recordOf } from '../memory/pageWord.ts';

/** The first pin or reference takes the allocation off its list, and the links that are idle then count them. */
export function holdInPlace(memory: Memory, pfn: number, word: number): void {
  const { pages } = memory;
  const record = recordOf(pfn);
  delist(memory, pfn, word);
  pages[record] = word | PINNED;
  pages[record + NEXT] = 0;
  pages[record + PREV] = 0;
}

/** After the last pin or reference the allocation may move and, unless it is locked, be dropped again. */
export function letGo(memory: Memory, pfn: number, word: number): void {
  const { pages } = memory;
  const record = recordOf(pfn);
  if (pages[record + NEXT] !== 0 || pages[record + PREV] !== 0) return;
  pages[record] = word & ~PINNED;
  enlist(memory, pfn, word & ~PINNED);
}
