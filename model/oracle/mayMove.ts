import { ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { firstMarked, isHeld, isKernelMemory } from './allocations.ts';
import { newServing, type Serving } from './serving.ts';
import type { WorldState } from './state.ts';
import type { RequestTerms, TermsBook } from './terms.ts';

/** Nobody holds the allocation, its claim lets it move, and none of its pages is poisoned. */
export const mayMove = (s: WorldState, handle: number): boolean =>
  !mustStay(s, handle) && firstMarked(s, s.at[handle]!, 1 << s.order[handle]!) < 0; // Callers have looked the handle up.

/** Whether the page named keeps the allocation from moving: its first one if it must stay, or any with a mark. */
export function keepsFromMoving(s: WorldState, handle: number, culprit: number): boolean {
  const pfn = s.at[handle]!;
  if (mustStay(s, handle) && culprit === pfn) return true;
  return culprit >= pfn && culprit < pfn + (1 << s.order[handle]!) && firstMarked(s, culprit, 1) === culprit;
}

const mustStay = (s: WorldState, handle: number): boolean => isHeld(s, handle) || isKernelMemory(s, handle);

/** A request for a new place, as migrations make it. */
export const moveServing = (terms: RequestTerms, node: number, order: number): Serving =>
  newServing(terms, node, order, PAGE_EVENT.serveMigration);

/** The terms under which an allocation moves to wherever there is room. */
export function migrationTerms(s: WorldState, book: TermsBook, handle: number): RequestTerms {
  const inMovable = zoneIndexOf(s.zone[s.at[handle]!]!) === ZONE_MOVABLE ? 1 : 0;
  return book.migrations[s.claim[handle]! * 2 + inMovable]!; // Two entries a claim.
}
