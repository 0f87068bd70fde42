import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { holderAt, holderOfBlock, lift, place } from './allocations.ts';
import { soil } from './content.ts';
import { removeFree } from './freeIndex.ts';
import { blockText, hex, Objection } from './objection.ts';
import { releaseFrames } from './release.ts';
import { mustBeBlock, mustBeOneZone, serveBlock } from './serve.ts';
import type { Serving } from './serving.ts';
import type { WorldState } from './state.ts';
import { stepFrames } from './step.ts';
import type { RequestTerms } from './terms.ts';

/**
 * An allocation moves: it stops being used where it is, a new place is served under the terms of the move, the pages
 * arrive there under their own claim, and the old frames go home. Each step is judged by itself.
 */
export function followMove(s: WorldState, serving: Serving, handle: number, to: number): void {
  leave(s, handle);
  serveBlock(s, serving, to);
  settle(s, serving.terms, handle, to);
}

/** The same to free pages that the mover itself found: no request, no zone check and no list has a part in it. */
export function relocate(s: WorldState, terms: RequestTerms, handle: number, to: number): void {
  const order = s.order[handle]!; // As above.
  leave(s, handle);
  mustBeBlock(s, to, order);
  mustBeOneZone(s, to, order);
  stepFrames(s, PAGE_EVENT.serveMigration, to, 1 << order);
  if (!removeFree(s, to, order))
    throw new Objection('INV-106', `${blockText(to, order)} is not one free block`, to);
  soil(s, to, 1 << order);
  settle(s, terms, handle, to);
}

function leave(s: WorldState, handle: number): void {
  stepFrames(s, PAGE_EVENT.migrateBegin, s.at[handle]!, 1 << s.order[handle]!); // Callers have looked the handle up.
}

function settle(s: WorldState, { arrive }: RequestTerms, handle: number, to: number): void {
  const from = s.at[handle]!;
  const order = s.order[handle]!;
  stepFrames(s, arrive, to, 1 << order);
  lift(s, handle);
  s.at[handle] = to;
  place(s, handle, to);
  releaseFrames(s, PAGE_EVENT.vacate, from, order);
}

/** What moves is held: a frame that was left before is free, and would be freed again. */
export function mustBeHeld(s: WorldState, pfn: number): void {
  if (holderAt(s, pfn) < 0)
    throw new Objection('INV-169', `frame ${hex(pfn)} was moved away from, but nobody holds it`, pfn);
}

/** The allocation that a move names by its first frame. */
export function holderOfMoved(s: WorldState, pfn: number): number {
  const inside = holderAt(s, pfn);
  if (inside >= 0 && s.at[inside] !== pfn)
    throw new Objection('INV-178', `frame ${hex(pfn)} moved without the rest of its allocation`, pfn);
  return holderOfBlock(s, pfn, 'move');
}
