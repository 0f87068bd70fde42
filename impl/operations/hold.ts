import { enlist } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import * as word from '../memory/pageWord.ts';
import { orderIn } from '../memory/pageWord.ts';

const { CLAIM_SHIFT, HEAD_BITS, NONE, OWNER_SHIFT, POISONED, RANGE, USE_BITS, USED } = word;

/** A piece of a range is no allocation of its own. */
const BLOCK_BITS = HEAD_BITS | RANGE;

/** Hands a block that is on no list to a holder. User memory goes to the lists of reclaim. */
export function hold(memory: Memory, pfn: number, order: number, claim: number, owner: number): void {
  const { pages } = memory;
  const word = (pages[pfn]! & ~USE_BITS) | USED | order | (claim << CLAIM_SHIFT) | (owner << OWNER_SHIFT);
  pages[pfn] = word;
  enlist(memory, pfn, word);
}

/** Whether an allocation of exactly this order begins at `pfn`. Takes any numbers. */
export function isAllocation(memory: Memory, pfn: number, order: number): boolean {
  if (pfn >>> 0 >= memory.frameCount || order >>> 0 > memory.maxOrder) return false;
  return (memory.pages[pfn]! & BLOCK_BITS) === (USED | order);
}

/** First poisoned page of a block, or {@link NONE}. */
export function poisonedPageOf(memory: Memory, pfn: number, order: number): number {
  if (memory.poisonedInUse[0] === 0) return NONE;
  return firstPoisoned(memory.pages, pfn, pfn + (1 << order));
}

/** First poisoned page in `[start, end)`, or {@link NONE}. */
export function firstPoisoned(pages: Int32Array, start: number, end: number): number {
  for (let page = start; page < end; page++) if (pages[page]! & POISONED) return page;
  return NONE;
}

export const orderAt = (memory: Memory, pfn: number): number => orderIn(memory.pages[pfn]!);
