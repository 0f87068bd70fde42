import type { Memory } from '../memory/memory.ts';
import * as word from '../memory/pageWord.ts';
import { claimIn, orderIn, recordOf, zoneIn } from '../memory/pageWord.ts';
import { pushFirst, unlink } from '../memory/queues.ts';
import * as claims from '../requests/claims.ts';
import { holds } from '../requests/claims.ts';
import * as record from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';

const { CLAIM_SHIFT, HEAD_BITS, KEEPING_BITS, NONE, OWNER_SHIFT, POISONED, RANGE, USE_BITS, USED } = word;

/** A piece of a range is no allocation of its own. */
const BLOCK_BITS = HEAD_BITS | RANGE;
const { NEWEST, OLDEST } = record;
const { DROPPABLE_CLAIMS } = claims;

/** Hands a block that is on no list to a holder. What reclaim may drop goes to its zone's queue. */
export function hold(memory: Memory, pfn: number, order: number, claim: number, owner: number): void {
  const { pages } = memory;
  const record = recordOf(pfn);
  const word = (pages[record]! & ~USE_BITS) | USED | order | (claim << CLAIM_SHIFT) | (owner << OWNER_SHIFT);
  pages[record] = word;
  if (holds(DROPPABLE_CLAIMS, claim)) offerToReclaim(memory, pfn, word);
}

/** Makes a droppable allocation that nothing keeps the newest one that reclaim may drop. */
export function offerToReclaim(memory: Memory, pfn: number, word: number): void {
  const zone = fieldOf(zoneIn(word), 0);
  pushFirst(memory.pages, memory.zones, zone + NEWEST, zone + OLDEST, pfn);
}

/** Takes an allocation out of reclaim's sight, if it is in it: it ends, or is to be kept. */
export function hideFromReclaim(memory: Memory, pfn: number, word: number): void {
  if (word & KEEPING_BITS || !holds(DROPPABLE_CLAIMS, claimIn(word))) return;
  const zone = fieldOf(zoneIn(word), 0);
  unlink(memory.pages, memory.zones, zone + NEWEST, zone + OLDEST, pfn);
}

/** Whether an allocation of exactly this order begins at `pfn`. Takes any numbers. */
export function isAllocation(memory: Memory, pfn: number, order: number): boolean {
  if (pfn >>> 0 >= memory.frameCount || order >>> 0 > memory.maxOrder) return false;
  return (memory.pages[recordOf(pfn)]! & BLOCK_BITS) === (USED | order);
}

/** First poisoned page of a block, or {@link NONE}. */
export function poisonedPageOf(memory: Memory, pfn: number, order: number): number {
  if (memory.poisonedInUse[0] === 0) return NONE;
  return firstPoisoned(memory.pages, pfn, pfn + (1 << order));
}

/** First poisoned page in `[start, end)`, or {@link NONE}. */
export function firstPoisoned(pages: Int32Array, start: number, end: number): number {
  for (let page = start; page < end; page++) if (pages[recordOf(page)]! & POISONED) return page;
  return NONE;
}

export const orderAt = (memory: Memory, pfn: number): number => orderIn(memory.pages[recordOf(pfn)]!);
