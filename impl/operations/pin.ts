import {
  BUSY,
  CMA,
  DONE,
  INVALID,
  ISOLATE,
  PIN_LONG,
  PIN_SHORT,
  ZONE_MOVABLE,
  zoneIndexOf,
} from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import {
  claimIn,
  isOrphan,
  isPinned,
  NONE,
  nextOf,
  orderIn,
  previousOf,
  shortPinsIn,
  zoneIn,
} from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holds, USER_CLAIMS } from '../requests/claims.ts';
import { holdInPlace, letGo } from './held.ts';
import { isAllocation } from './hold.ts';
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
  if (!isAllocation(memory, pfn, order)) return false;
  const word = memory.pages[pfn]!;
  return holds(USER_CLAIMS, claimIn(word)) && !isOrphan(word);
}

/** Whether a long-term pin would keep memory from leaving. Source: folio_is_longterm_pinnable. */
export function mustMoveToPin(memory: Memory, pfn: number): boolean {
  const word = memory.pages[pfn]!;
  if (zoneIndexOf(zoneIn(word)) === ZONE_MOVABLE) return true;
  // A block may span pageblocks of which one is isolated.
  for (let page = pfn; page < pfn + (1 << orderIn(word)); page += 1 << memory.pageblockOrder) {
    const type = memory.types[page >> memory.pageblockOrder]!;
    if (type === CMA || type === ISOLATE) return true;
  }
  return false;
}

/** Moves an allocation to where it may be pinned for long; names the page that keeps it from moving. */
export function moveToPin(allocator: PageAllocator, pfn: number, order: number): number {
  const { memory } = allocator;
  const culprit = allocator.whatKeeps(pfn, order);
  if (culprit === NONE) return allocator.moveAllocation(pfn, pinGfp(memory.pages[pfn]!));
  memory.effects.culprit(culprit);
  return BUSY;
}

/** Counts one more pin. */
function addPin(memory: Memory, pfn: number, term: number): number {
  const word = memory.pages[pfn]!;
  if (!isPinned(word)) holdInPlace(memory, pfn, word);
  memory.links[countOf(pfn, term)]!++;
  return pfn;
}

const countOf = (pfn: number, term: number): number => (term === PIN_SHORT ? nextOf(pfn) : previousOf(pfn));

const pinsOf = ({ links }: Memory, pfn: number, term: number): number =>
  term === PIN_SHORT ? shortPinsIn(links[nextOf(pfn)]!) : links[previousOf(pfn)]!;

/** Takes one pin away; after the last one reclaim may drop the allocation again. */
export function unpinAllocation(memory: Memory, pfn: number, order: number, term: number): number {
  if (!isPinnable(memory, pfn, order, term)) return INVALID;
  const word = memory.pages[pfn]!;
  if (!isPinned(word) || pinsOf(memory, pfn, term) === 0) return INVALID;
  memory.links[countOf(pfn, term)]!--;
  letGo(memory, pfn, word);
  return DONE;
}
