import {
  BUSY,
  CLAIMS,
  INVALID,
  longtermPinGfp,
  migrationGfp,
  ZONES_PER_NODE,
  type ZoneIndex,
  zoneIndexOf,
} from '../../spec/index.ts';
import { relist } from '../memory/lru.ts';
import type { Memory } from '../memory/memory.ts';
import {
  claimIn,
  HALF_UNMAPPED,
  isPinned,
  LOCKED,
  NONE,
  orderIn,
  ownerIn,
  zoneIn,
} from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holds, MOVABLE_CLAIMS } from '../requests/claims.ts';
import { hold, isAllocation, poisonedPageOf } from './hold.ts';
import { releaseStraight } from './release.ts';

/** Moving is kernel work on behalf of nobody's CPU: it uses the private lists of the first. */
const MIGRATION_CPU = 0;

/**
 * Moves an unpinned allocation to a new place, sought with the given flags from a node on. The old place goes straight to
 * the buddy lists: on a private list it would still be in the way. Source: migrate_folio_move, mm/migrate.c.
 *
 * @returns first pfn of the new place, or NO_MEMORY, with nothing moved
 */
export function moveAllocation(allocator: PageAllocator, from: number, gfp: number, node: number): number {
  const { memory } = allocator;
  const order = orderIn(memory.pages[from]!);
  const to = allocator.place(order, gfp, node, MIGRATION_CPU);
  if (to >= 0) settle(allocator, from, to);
  return to;
}

/** Puts what was at one place on pages that nobody has any more, and gives the old place back. */
export function settle(allocator: PageAllocator, from: number, to: number): void {
  const { memory } = allocator;
  const word = memory.pages[from]!;
  const order = orderIn(word);
  hold(memory, to, order, claimIn(word), ownerIn(word));
  allocator.carryOver(to, word);
  allocator.carryRecord(from, to, 1 << order);
  memory.effects.moved(from, to);
  releaseStraight(allocator, from, order);
}

/** Moves an allocation to wherever there is room, from a node on. Source: do_move_pages_to_node, mm/migrate.c. */
export function migrateAllocation(
  allocator: PageAllocator,
  pfn: number,
  order: number,
  node: number,
): number {
  const { memory } = allocator;
  if (!isAllocation(memory, pfn, order) || node >>> 0 >= memory.nodeCount) return INVALID;
  const culprit = allocator.whatKeeps(pfn, order);
  if (culprit === NONE) return allocator.moveAllocation(pfn, offlineGfp(memory.pages[pfn]!), node);
  memory.effects.culprit(culprit);
  return BUSY;
}

/** First page that keeps an allocation from moving, or {@link NONE}: somebody holds it, it must stay, or it is poisoned. */
export function whatKeeps(memory: Memory, pfn: number, order: number): number {
  const word = memory.pages[pfn]!;
  if (isPinned(word) || !holds(MOVABLE_CLAIMS, claimIn(word))) return pfn;
  return poisonedPageOf(memory, pfn, order);
}

/** What holds of the allocation beside its claim goes with it. Source: folio_migrate_flags. */
export function carryOver(memory: Memory, to: number, word: number): void {
  memory.pages[to]! |= word & HALF_UNMAPPED;
  if (word & LOCKED) relist(memory, to, memory.pages[to]! | LOCKED);
}

const MIGRATION_GFP = CLAIMS.map(
  (claim) => Array.from({ length: ZONES_PER_NODE }, (_, index) => migrationGfp(claim, index as ZoneIndex)), // 0 to 3.
);
const PIN_GFP = CLAIMS.map(longtermPinGfp);

/** Flags for a new place away from memory that goes offline. */
export const offlineGfp = (word: number): number => MIGRATION_GFP[claimIn(word)]![zoneIndexOf(zoneIn(word))]!;

/** Flags for a new place that a long-term pin may hold for ever. */
export const pinGfp = (word: number): number => PIN_GFP[claimIn(word)]!;
