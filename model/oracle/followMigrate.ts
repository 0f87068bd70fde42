import { EFFECT_MOVED, type Effects } from '../../spec/operations/effects.ts';
import { BUSY, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { answerName } from './answerName.ts';
import { culpritOf } from './culpritOf.ts';
import { followRequestEffects, mustEnd } from './effects.ts';
import { isAt } from './isAt.ts';
import { keepsFromMoving, mayMove, migrationTerms, moveServing } from './mayMove.ts';
import { followMove } from './move.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { blockText, hex, Objection } from './objection.ts';
import type { Serving } from './serving.ts';
import { ANY_CPU, type WorldState } from './state.ts';
import type { TermsBook } from './terms.ts';

/** Follows a move on request: all of the allocation moved and is where the answer says, or nothing moved, for a reason. */
export function followMigrate(
  s: WorldState,
  book: TermsBook,
  handle: number,
  node: number,
  answer: number,
  effects: Effects,
): void {
  const pfn = s.at[handle]!; // The run loop moves only what lives.
  const order = s.order[handle]!;
  s.cpu = ANY_CPU;
  const serving = moveServing(migrationTerms(s, book, handle), node, order);
  let index = answer === BUSY ? 0 : followRequestEffects(s, serving, effects, 0); // What may not move is not sought a place.
  const moved = isAt(effects, index, EFFECT_MOVED);
  if (answer < 0) {
    if (moved) objectToHalf(pfn, order, answer);
    return judgeMoveRefusal(s, serving, handle, answer, effects, index);
  }
  if (moved && effects.first(index) === pfn) followMove(s, serving, handle, effects.second(index++));
  mustEnd(effects, index, 'migrate');
  if (!moved || answer !== s.at[handle])
    throw new Objection(
      'INV-4',
      `a move of ${blockText(pfn, order)} was answered ${hex(answer)}, but no move to there was reported`,
      pfn,
    );
  s.witnesses[WITNESS.migrated]!++;
}

function objectToHalf(pfn: number, order: number, answer: number): never {
  const said = answerName(answer);
  throw new Objection('INV-170', `${blockText(pfn, order)} moved, although the answer is ${said}`, pfn);
}

/** A move is refused because something must stay, or for want of a place; nothing has changed then. */
export function judgeMoveRefusal(
  s: WorldState,
  serving: Serving,
  handle: number,
  answer: number,
  effects: Effects,
  from: number,
): void {
  const pfn = s.at[handle]!;
  const culprit = culpritOf(effects, from, 'a refused move');
  const justified =
    answer === BUSY
      ? keepsFromMoving(s, handle, culprit)
      : answer === NO_MEMORY && mayMove(s, handle) && whyNotOutOfMemory(s, serving) === null;
  if (!justified)
    throw new Objection(
      'INV-3',
      `moving ${blockText(pfn, serving.order)} was answered ${answerName(answer)}, which nothing justifies`,
      pfn,
    );
  s.witnesses[WITNESS['migrate-refused']]! += answer === BUSY ? 1 : 0;
}
