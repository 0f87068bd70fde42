import {
  ALL_CPUS,
  ERROR_INJECTED,
  ERROR_REAL,
  INVALID,
  NO_ZONE,
  NOT_ONLINE,
  nodeOf,
  POISON_ALREADY,
  POISON_CORRECTED,
  POISON_FAILED,
  POISON_IGNORED,
  POISON_LOST,
  POISON_RECOVERED,
} from '../../spec/index.ts';
import { delist } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import {
  CACHED,
  claimIn,
  headOf,
  isFree,
  isPinned,
  MIRRORED,
  NONE,
  orderIn,
  POISONED,
  STATE_BITS,
  USE_BITS,
  zoneIn,
} from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holds, USER_CLAIMS } from '../requests/claims.ts';
import { orderAt } from './hold.ts';
import { countError } from './memoryErrors.ts';

/** Answers a memory error. Source: memory_failure, mm/memory-failure.c. */
export function poisonPage(allocator: PageAllocator, pfn: number, error: number): number {
  const { memory } = allocator;
  if (error !== ERROR_INJECTED && error !== ERROR_REAL) return INVALID;
  if (pfn >>> 0 >= memory.frameCount) return NOT_ONLINE;
  const word = memory.pages[pfn]!;
  if (zoneIn(word) === NO_ZONE) return NOT_ONLINE;
  const result = poisonInService(allocator, pfn, word, error);
  countError(memory, nodeOf(zoneIn(word)), error, result);
  return result;
}

function poisonInService(allocator: PageAllocator, pfn: number, word: number, error: number): number {
  const { memory } = allocator;
  if (word & POISONED) return POISON_ALREADY;
  if (error === ERROR_REAL && word & MIRRORED) return POISON_CORRECTED;
  const head = headOfUncached(allocator, pfn);
  // A page that is in service and in nobody's block was taken before the allocator existed.
  if (head === NONE) return mark(memory, pfn, POISON_IGNORED);
  if (!isFree(memory.pages[head]!)) return poisonUsed(memory, head, pfn);
  allocator.takeOff(head, orderAt(memory, head), pfn);
  return mark(memory, pfn, POISON_RECOVERED);
}

/** A page on a private list cannot be taken out there, so all lists are emptied first. */
function headOfUncached(allocator: PageAllocator, pfn: number): number {
  const { pages, maxOrder } = allocator.memory;
  const head = headOf(pages, pfn, maxOrder);
  if (head === NONE || (pages[head]! & STATE_BITS) !== CACHED) return head;
  allocator.drain(ALL_CPUS);
  return headOf(pages, pfn, maxOrder);
}

/** User space loses a single page; everything else keeps the page, which leaves circulation when it is freed. */
function poisonUsed(memory: Memory, head: number, pfn: number): number {
  const word = memory.pages[head]!;
  if (holds(USER_CLAIMS, claimIn(word)) && orderIn(word) === 0 && !isPinned(word)) {
    delist(memory, pfn, word);
    memory.pages[pfn]! &= ~USE_BITS;
    return mark(memory, pfn, POISON_LOST);
  }
  memory.poisonedInUse[0]!++;
  return mark(memory, pfn, holds(USER_CLAIMS, claimIn(word)) ? POISON_FAILED : POISON_IGNORED);
}

function mark(memory: Memory, pfn: number, result: number): number {
  memory.pages[pfn]! |= POISONED;
  return result;
}
