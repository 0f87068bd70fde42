import type { Memory } from '../memory/memory.ts';
import { claimIn, LOCKED, NEXT, PINNED, PREV, recordOf } from '../memory/pageWord.ts';
import { DROPPABLE_CLAIMS, holds } from '../requests/claims.ts';
import { hideFromReclaim, offerToReclaim } from './hold.ts';

/** The first pin or reference takes the allocation off reclaim's queue, and the links that are idle then count them. */
export function holdInPlace(memory: Memory, pfn: number, word: number): void {
  const { pages } = memory;
  const record = recordOf(pfn);
  hideFromReclaim(memory, pfn, word);
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
  if (!(word & LOCKED) && holds(DROPPABLE_CLAIMS, claimIn(word))) offerToReclaim(memory, pfn, word);
}
