import { FINDING } from '../../spec/findings.ts';
import { PIN_LONG } from '../../spec/operations/arguments.ts';
import { EFFECT_MOVED, type Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { CMA } from '../../spec/zones/migratetype.ts';
import { nodeOf } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { countReclaimable, firstMarked, isHeld } from './allocations.ts';
import { answerName } from './answerName.ts';
import { culpritOf } from './culpritOf.ts';
import { followRequestEffects, mustEnd } from './effects.ts';
import { isAt } from './isAt.ts';
import { followMove } from './move.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { blockText, hex, Objection } from './objection.ts';
import { newServing, type Serving } from './serving.ts';
import { FACT_ISOLATED, FACT_MIRROR, FACT_MOVABLE_ZONE, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';
import type { TermsBook } from './terms.ts';

/** Follows a pin. A long-term pin must find, or make, a place that may stay occupied for ever. */
export function followPin(
  s: WorldState,
  book: TermsBook,
  handle: number,
  term: number,
  answer: number,
  effects: Effects,
): void {
  const pfn = s.at[handle]!; // The run loop pins only what lives.
  const order = s.order[handle]!;
  const serving = servingOf(s, book, handle);
  let index = 0;
  if (term === PIN_LONG && mustMoveForPin(s, pfn, order)) {
    index = followRequestEffects(s, serving, effects, 0);
    if (isAt(effects, index, EFFECT_MOVED)) index = followPinMove(s, serving, handle, effects, index);
  }
  if (answer < 0) {
    judgePinRefusal(s, serving, handle, term, answer, effects, index);
    return;
  }
  mustEnd(effects, index, 'pin');
  if (answer !== s.at[handle]) {
    throw new Objection(
      'INV-4',
      `pin of ${blockText(pfn, order)} was answered ${hex(answer)}, but no move to there was reported`,
      pfn,
    );
  }
  takePin(s, handle, term);
  notePin(s, handle, term, pfn);
}

/** Follows the release of one pin. */
export function followUnpin(
  s: WorldState,
  handle: number,
  term: number,
  answer: number,
  effects: Effects,
): void {
  const pfn = s.at[handle]!;
  const order = s.order[handle]!;
  mustEnd(effects, 0, 'unpin');
  if (answer !== DONE) {
    throw new Objection(
      'INV-167',
      `unpin of ${blockText(pfn, order)}, which is pinned, was answered ${answerName(answer)}`,
      pfn,
    );
  }
  if (term === PIN_LONG) s.longPins[handle]!--;
  else s.shortPins[handle]!--;
  const left = s.longPins[handle]! > 0 ? 'unpinToLong' : isHeld(s, handle) ? 'unpinToShort' : 'unpinToNone';
  stepFrames(s, PAGE_EVENT[left], pfn, 1 << order);
  if (left !== 'unpinToNone') return;
  countReclaimable(s, handle, 1);
  s.witnesses[WITNESS.unpinned]!++;
}

/** Whether a long-term pin may not stay where the block is: ZONE_MOVABLE, CMA, an isolated pageblock. */
export function mustMoveForPin(s: WorldState, pfn: number, order: number): boolean {
  if (s.facts[pfn]! & FACT_MOVABLE_ZONE) return true; // A block lies in one zone.
  for (let frame = pfn; frame < pfn + (1 << order); frame += 1 << s.pageblockOrder) {
    if (s.facts[frame]! & FACT_ISOLATED || s.blockType[frame >> s.pageblockOrder] === CMA) return true;
  }
  return false;
}

function servingOf(s: WorldState, book: TermsBook, handle: number): Serving {
  const terms = book.longtermPins[s.claim[handle]!]!; // One entry a claim.
  const node = nodeOf(s.zone[s.at[handle]!]!);
  return newServing(terms, node, s.order[handle]!, PAGE_EVENT.serveMigration);
}

function followPinMove(
  s: WorldState,
  serving: Serving,
  handle: number,
  effects: Effects,
  index: number,
): number {
  const from = s.at[handle]!;
  if (effects.first(index) !== from) {
    throw new Objection(
      'INV-4',
      `a pin of ${blockText(from, serving.order)} moved ${hex(effects.first(index))}`,
      from,
    );
  }
  const cma = s.blockType[from >> s.pageblockOrder] === CMA;
  followMove(s, serving, handle, effects.second(index));
  s.witnesses[cma ? WITNESS['pin-moved-from-cma'] : WITNESS['pin-moved-from-movable']]!++;
  return index + 1;
}

function takePin(s: WorldState, handle: number, term: number): void {
  const pfn = s.at[handle]!;
  countReclaimable(s, handle, -1);
  stepFrames(s, term === PIN_LONG ? PAGE_EVENT.pinLong : PAGE_EVENT.pinShort, pfn, 1 << s.order[handle]!);
  if (term === PIN_LONG) s.longPins[handle]!++;
  else s.shortPins[handle]!++;
}

function notePin(s: WorldState, handle: number, term: number, before: number): void {
  if (term !== PIN_LONG) {
    s.witnesses[WITNESS['pin-short']]!++;
    return;
  }
  const pfn = s.at[handle]!;
  if (pfn === before) s.witnesses[WITNESS['pin-in-place']]!++;
  if (s.inForce && (s.facts[pfn]! & FACT_MIRROR) === 0) s.findings[FINDING['pin-in-mirror']]!++;
}

/** A pin is refused only if the block must move and cannot: it is referenced, marked, or there is no room. */
function judgePinRefusal(
  s: WorldState,
  serving: Serving,
  handle: number,
  term: number,
  answer: number,
  effects: Effects,
  from: number,
): void {
  const pfn = s.at[handle]!;
  const order = serving.order;
  const culprit = culpritOf(effects, from, 'a refused pin');
  if (term !== PIN_LONG || !mustMoveForPin(s, pfn, order) || !isExcuse(s, serving, handle, answer, culprit)) {
    throw new Objection(
      'INV-3',
      `pin of ${blockText(pfn, order)} was answered ${answerName(answer)}, which nothing justifies`,
      pfn,
    );
  }
  s.refusedPins[handle] = 1;
  s.witnesses[WITNESS['pin-refused']]!++;
}

function isExcuse(s: WorldState, serving: Serving, handle: number, answer: number, culprit: number): boolean {
  const pfn = s.at[handle]!;
  const marked = firstMarked(s, pfn, 1 << serving.order);
  const held = isHeld(s, handle);
  if (answer === BUSY) return (held && culprit === pfn) || isMarked(s, culprit, pfn, serving.order);
  return answer === NO_MEMORY && !held && marked < 0 && whyNotOutOfMemory(s, serving) === null;
}

/** The page belongs to the block and carries the mark of a memory error; any such page is a good answer. */
const isMarked = (s: WorldState, page: number, pfn: number, order: number): boolean =>
  page >= pfn && page < pfn + (1 << order) && firstMarked(s, page, 1) === page;
