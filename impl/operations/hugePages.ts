import { BUSY, CLAIMS, collapseGfp, DONE, INVALID } from '../../spec/index.ts';
import { delist } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import {
  CLAIM_BITS,
  claimIn,
  HALF_UNMAPPED,
  isOrphan,
  isPinned,
  LOCKED,
  NONE,
  OWNER_BITS,
  ownerIn,
} from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holds, USER_CLAIMS } from '../requests/claims.ts';
import { hold, isAllocation } from './hold.ts';
import { releaseStraight } from './release.ts';

/** Splitting and collapsing are work on behalf of nobody's CPU, like moving. */
const WORKER_CPU = 0;

/** The upper half is unmapped: the block waits to be split. Source: deferred_split_folio, mm/huge_memory.c. */
export function unmapHalf(memory: Memory, pfn: number, order: number): number {
  if (order < 2 || !isUser(memory, pfn, order)) return INVALID;
  memory.pages[pfn]! |= HALF_UNMAPPED;
  return DONE;
}

/** Splits a block into two allocations, or frees its unmapped half. Source: split_huge_page_to_list_to_order. */
export function splitAllocation(allocator: PageAllocator, pfn: number, order: number): number {
  const { memory } = allocator;
  if (order < 1 || !isUser(memory, pfn, order)) return INVALID;
  if (allocator.isHeldTogether(pfn)) {
    memory.effects.culprit(pfn);
    return BUSY;
  }
  const word = memory.pages[pfn]!;
  delist(memory, pfn, word);
  holdPart(allocator, pfn, order - 1, word);
  const upper = pfn + (1 << (order - 1));
  if (word & HALF_UNMAPPED) allocator.giveBack(upper, order - 1, WORKER_CPU);
  else holdPart(allocator, upper, order - 1, word);
  return DONE;
}

function holdPart(allocator: PageAllocator, pfn: number, order: number, word: number): void {
  hold(allocator.memory, pfn, order, claimIn(word), ownerIn(word));
  allocator.carryOver(pfn, word & ~HALF_UNMAPPED);
}

const COLLAPSE_GFP = CLAIMS.map(collapseGfp);

/** Makes one allocation of two, in a new place. Source: collapse_huge_page, mm/khugepaged.c. */
export function collapseAllocations(
  allocator: PageAllocator,
  pfn: number,
  other: number,
  order: number,
): number {
  const { memory } = allocator;
  if (pfn === other || !areAlike(memory, pfn, other, order)) return INVALID;
  const culprit = firstThatStays(allocator, pfn, other, order);
  if (culprit !== NONE) {
    memory.effects.culprit(culprit);
    return BUSY;
  }
  const word = memory.pages[pfn]!;
  const gfp = COLLAPSE_GFP[claimIn(word)]!;
  const to = allocator.place(order + 1, gfp, allocator.nodeOfPage(pfn), WORKER_CPU);
  if (to < 0) return to;
  holdPart(allocator, to, order + 1, word);
  allocator.carryRecord(pfn, to, 1 << order);
  allocator.carryRecord(other, to + (1 << order), 1 << order);
  memory.effects.collapsed(pfn, to);
  memory.effects.collapsed(other, to + (1 << order));
  releaseStraight(allocator, pfn, order);
  releaseStraight(allocator, other, order);
  return to;
}

function firstThatStays(allocator: PageAllocator, pfn: number, other: number, order: number): number {
  const culprit = allocator.whatKeeps(pfn, order);
  return culprit === NONE ? allocator.whatKeeps(other, order) : culprit;
}

/** What is true of the whole must be true of both. */
const ALIKE_BITS = CLAIM_BITS | OWNER_BITS | LOCKED;

function areAlike(memory: Memory, pfn: number, other: number, order: number): boolean {
  if (order >= memory.maxOrder || !isUser(memory, pfn, order) || !isUser(memory, other, order)) return false;
  const one = memory.pages[pfn]!;
  const two = memory.pages[other]!;
  return ((one | two) & HALF_UNMAPPED) === 0 && ((one ^ two) & ALIKE_BITS) === 0;
}

/** An allocation that user space holds. */
function isUser(memory: Memory, pfn: number, order: number): boolean {
  if (!isAllocation(memory, pfn, order)) return false;
  const word = memory.pages[pfn]!;
  return holds(USER_CLAIMS, claimIn(word)) && !isOrphan(word);
}

/** Somebody has the whole block by a pin or a reference, so it stays whole. */
export const isHeldTogether = (memory: Memory, pfn: number): boolean => isPinned(memory.pages[pfn]!);
