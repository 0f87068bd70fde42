import {
  CLAIMS,
  longtermPinGfp,
  migrationGfp,
  nodeOf,
  ZONES_PER_NODE,
  type ZoneIndex,
  zoneIndexOf,
} from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { claimIn, LOCKED, orderIn, ownerIn, recordOf, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { hideFromReclaim, hold } from './hold.ts';
import { releaseStraight } from './release.ts';

/** Moving is kernel work on behalf of nobody's CPU: it uses the private lists of the first. */
const MIGRATION_CPU = 0;

/**
 * Moves an unpinned allocation to a new place, sought with the given flags from its own node on. The old place goes straight to
 * the buddy lists: on a private list it would still be in the way. Source: migrate_folio_move, mm/migrate.c.
 *
 * @returns first pfn of the new place, or NO_MEMORY, with nothing moved
 */
export function moveAllocation(allocator: PageAllocator, from: number, gfp: number): number {
  const { memory } = allocator;
  const word = memory.pages[recordOf(from)]!;
  const order = orderIn(word);
  const to = allocator.place(order, gfp, nodeOf(zoneIn(word)), MIGRATION_CPU);
  if (to < 0) return to;
  hold(memory, to, order, claimIn(word), ownerIn(word));
  allocator.carryOver(to, word);
  memory.effects.moved(from, to);
  releaseStraight(allocator, from, order);
  return to;
}

/** What holds of the allocation beside its claim goes with it. Source: folio_migrate_flags. */
export function carryOver(memory: Memory, to: number, word: number): void {
  if (!(word & LOCKED)) return;
  hideFromReclaim(memory, to, memory.pages[recordOf(to)]!);
  memory.pages[recordOf(to)]! |= LOCKED;
}

const MIGRATION_GFP = CLAIMS.map(
  (claim) => Array.from({ length: ZONES_PER_NODE }, (_, index) => migrationGfp(claim, index as ZoneIndex)), // 0 to 3.
);
const PIN_GFP = CLAIMS.map(longtermPinGfp);

/** Flags for a new place away from memory that goes offline. */
export const offlineGfp = (word: number): number => MIGRATION_GFP[claimIn(word)]![zoneIndexOf(zoneIn(word))]!;

/** Flags for a new place that a long-term pin may hold for ever. */
export const pinGfp = (word: number): number => PIN_GFP[claimIn(word)]!;
