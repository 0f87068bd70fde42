import type { Memory } from '../memory/memory.ts';
import {
  CLAIM_SHIFT,
  claimIn,
  HEAD_BITS,
  NONE,
  orderIn,
  PINNED,
  POISONED,
  USE_BITS,
  USED,
  zoneIn,
} from '../memory/pageWord.ts';
import { pushFirst, unlink } from '../memory/queues.ts';
import { DROPPABLE_CLAIMS, holds } from '../requests/claims.ts';

/** Hands a block that is on no list to a holder. What reclaim may drop goes to its zone's queue. */
export function hold(memory: Memory, pfn: number, order: number, claim: number): void {
  const { words } = memory;
  const word = (words[pfn]! & ~USE_BITS) | USED | order | (claim << CLAIM_SHIFT);
  words[pfn] = word;
  if (holds(DROPPABLE_CLAIMS, claim)) offerToReclaim(memory, pfn, word);
}

/** Makes an unpinned droppable allocation the newest one that reclaim may drop. */
export function offerToReclaim(memory: Memory, pfn: number, word: number): void {
  pushFirst(memory.newest, memory.oldest, memory.next, memory.prev, zoneIn(word), pfn);
}

/** Takes an allocation out of reclaim's sight: it ends, or it is pinned. */
export function hideFromReclaim(memory: Memory, pfn: number, word: number): void {
  if (holds(DROPPABLE_CLAIMS, claimIn(word)))
    unlink(memory.newest, memory.oldest, memory.next, memory.prev, zoneIn(word), pfn);
}

/** Whether an allocation of exactly this order begins at `pfn`. Takes any numbers. */
export function isAllocation(memory: Memory, pfn: number, order: number): boolean {
  if (pfn >>> 0 >= memory.frameCount || order >>> 0 > memory.maxOrder) return false;
  return (memory.words[pfn]! & HEAD_BITS) === (USED | order);
}

export const isPinned = (word: number): boolean => (word & PINNED) !== 0;

/** First poisoned page of a block, or {@link NONE}. */
export function poisonedPageOf(memory: Memory, pfn: number, order: number): number {
  if (memory.poisonedInUse[0] === 0) return NONE;
  return firstPoisoned(memory.words, pfn, pfn + (1 << order));
}

/** First poisoned page in `[start, end)`, or {@link NONE}. */
export function firstPoisoned(words: Int32Array, start: number, end: number): number {
  for (let page = start; page < end; page++) if (words[page]! & POISONED) return page;
  return NONE;
}

export const orderAt = (memory: Memory, pfn: number): number => orderIn(memory.words[pfn]!);
