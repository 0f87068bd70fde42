import {
  BUSY,
  CMA,
  DONE,
  INVALID,
  PIN_LONG,
  PIN_SHORT,
  ZONE_MOVABLE,
  zoneIndexOf,
} from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { claimIn, NONE, PINNED, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { DROPPABLE_CLAIMS, holds, USER_CLAIMS } from '../requests/claims.ts';
import { hideFromReclaim, isAllocation, isPinned, offerToReclaim, poisonedPageOf } from './hold.ts';
import { pinGfp } from './migrate.ts';

/** Pins a user allocation; for long, somewhere it may stay. Source: __gup_longterm_locked, mm/gup.c. */
export function pinAllocation(allocator: PageAllocator, pfn: number, order: number, term: number): number {
  const { memory } = allocator;
  if (!isPinnable(memory, pfn, order, term)) return INVALID;
  if (term === PIN_SHORT || !allocator.mustMoveToPin(pfn)) return addPin(memory, pfn, term);
  const place = allocator.moveToPin(pfn, order);
  return place < 0 ? place : addPin(memory, place, term);
}

function isPinnable(memory: Memory, pfn: number, order: number, term: number): boolean {
  if (term !== PIN_SHORT && term !== PIN_LONG) return false;
  return isAllocation(memory, pfn, order) && holds(USER_CLAIMS, claimIn(memory.words[pfn]!));
}

/** Whether a long-term pin would keep memory from leaving. Source: folio_is_longterm_pinnable. */
export function mustMoveToPin(memory: Memory, pfn: number): boolean {
  // CMA and ISOLATE are the last two types.
  if (memory.types[pfn >> memory.pageblockOrder]! >= CMA) return true;
  return zoneIndexOf(zoneIn(memory.words[pfn]!)) === ZONE_MOVABLE;
}

/** Moves an allocation to where it may be pinned for long; names the page that keeps it from moving. */
export function moveToPin(allocator: PageAllocator, pfn: number, order: number): number {
  const { memory } = allocator;
  const culprit = isPinned(memory.words[pfn]!) ? pfn : poisonedPageOf(memory, pfn, order);
  if (culprit === NONE) return allocator.moveAllocation(pfn, pinGfp(memory.words[pfn]!));
  memory.effects.culprit(culprit);
  return BUSY;
}

/** The first pin takes the allocation off reclaim's queue, and the links that are idle then count the pins. */
function addPin(memory: Memory, pfn: number, term: number): number {
  const { words, next, prev } = memory;
  if (!isPinned(words[pfn]!)) {
    hideFromReclaim(memory, pfn, words[pfn]!);
    words[pfn]! |= PINNED;
    next[pfn] = 0;
    prev[pfn] = 0;
  }
  const counts = term === PIN_SHORT ? next : prev;
  counts[pfn]!++;
  return pfn;
}

/** Takes one pin away; after the last one reclaim may drop the allocation again. */
export function unpinAllocation(memory: Memory, pfn: number, order: number, term: number): number {
  const { words, next, prev } = memory;
  if (!isPinnable(memory, pfn, order, term) || !isPinned(words[pfn]!)) return INVALID;
  const counts = term === PIN_SHORT ? next : prev;
  if (counts[pfn] === 0) return INVALID;
  counts[pfn]!--;
  if (next[pfn] === 0 && prev[pfn] === 0) {
    words[pfn]! &= ~PINNED;
    if (holds(DROPPABLE_CLAIMS, claimIn(words[pfn]!))) offerToReclaim(memory, pfn, words[pfn]!);
  }
  return DONE;
}
