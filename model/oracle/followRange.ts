import { POINT_SIGNAL } from '../../spec/operations/arguments.ts';
import {
  EFFECT_CULPRIT,
  EFFECT_ISOLATED,
  EFFECT_MOVED,
  EFFECT_RETRIED,
  EFFECT_UNISOLATED,
  type Effects,
} from '../../spec/operations/effects.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { holderAt } from './allocations.ts';
import { followDrains, followRequestEffects } from './effects.ts';
import { strikes } from './failurePoints.ts';
import { isAt } from './isAt.ts';
import { followIsolated, followUnisolated } from './isolation.ts';
import { followMove, holderOfMoved } from './move.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { hex, Objection } from './objection.ts';
import { migrationOf } from './offlineProgress.ts';
import { around, firstNotTaken, type WantedRange, whyNotTaken } from './rangeCulprits.ts';
import { settleDoubtsIn } from './release.ts';
import type { Serving } from './serving.ts';
import type { WorldState } from './state.ts';
import type { TermsBook } from './terms.ts';
import { judgeRetry, mustReachSearch } from './tries.ts';

/** How one try at a range ended. */
export const RANGE_TAKEN = 0;
/** A page in it must stay. */
export const RANGE_BUSY = 1;
/** What was in it found no new place. */
export const RANGE_STUCK = 2;
/** A signal ended it. */
export const RANGE_INTERRUPTED = 3;

/** One try at a range, by the target's own report. */
export interface RangeTry {
  /** First effect behind the try. */
  index: number;
  result: number;
  moves: number;
  serving: Serving | null;
  /** First frames of the pageblocks that the try isolated and has not given back. */
  readonly isolated: number[];
}

/**
 * Follows one try at a range: isolated, drained, emptied; then either taken (`claim` is told, while all of it is withheld), or given
 * up with a culprit; and put back into service.
 */
export function followRangeTry(
  s: WorldState,
  book: TermsBook,
  range: WantedRange,
  effects: Effects,
  from: number,
  claim: () => void,
): RangeTry {
  const obstacle = firstNotTaken(s, range);
  const { first, last } = around(s, range);
  if (obstacle < 0) settleDoubtsIn(s, first, last - first); // Taking a range drains.
  const attempt: RangeTry = { index: from, result: RANGE_TAKEN, moves: 0, serving: null, isolated: [] };
  empty(s, book, range, effects, attempt);
  const { index } = attempt;
  if (isAt(effects, index, EFFECT_CULPRIT)) {
    judgeCulprit(s, book, range, effects.first(index), attempt);
    if (attempt.isolated.length === 0 && index > from) objectToEffort(range);
    attempt.index++;
  } else if (obstacle < 0 && strikes(s, POINT_SIGNAL)) {
    attempt.result = RANGE_INTERRUPTED;
    if (attempt.moves > 0) s.witnesses[WITNESS['range-interrupted']]!++;
  } else {
    if (obstacle >= 0) objectToTaking(s, range, obstacle);
    claim();
  }
  putBack(s, range, effects, attempt);
  if (attempt.result !== RANGE_TAKEN) s.refusedRange.set([range.start, range.end]);
  return attempt;
}

/** Isolating, draining and moving, in the order the target reports. */
function empty(
  s: WorldState,
  book: TermsBook,
  range: WantedRange,
  effects: Effects,
  attempt: RangeTry,
): void {
  while (attempt.index < effects.count) {
    const { index } = attempt;
    const pfn = effects.first(index);
    const kind = effects.kind(index);
    if (kind === EFFECT_ISOLATED) {
      followIsolated(s, mustLieAround(s, range, pfn), PAGE_EVENT.isolateForRange);
      attempt.isolated.push(pfn);
    } else if (kind === EFFECT_MOVED) followOneMove(s, book, range, pfn, effects.second(index), attempt);
    else if (kind === EFFECT_RETRIED) {
      mustReachIn(s, range, pfn);
      judgeRetry(s, pfn, 'range-retried');
    } else {
      attempt.index = followForMove(s, book, range, effects, attempt);
      if (attempt.index === index) return;
      continue;
    }
    attempt.index++;
  }
}

function followOneMove(
  s: WorldState,
  book: TermsBook,
  range: WantedRange,
  from: number,
  to: number,
  attempt: RangeTry,
): void {
  const handle = mustReachIn(s, range, from);
  mustReachSearch(s, from);
  followMove(s, attempt.serving ?? migrationOf(s, book, from), handle, to);
  attempt.serving = null;
  attempt.moves++;
}

/** Refills, claims and drains belong to the next move in the log. */
function followForMove(
  s: WorldState,
  book: TermsBook,
  range: WantedRange,
  effects: Effects,
  attempt: RangeTry,
): number {
  for (let next = attempt.index; next < effects.count; next++) {
    const kind = effects.kind(next);
    if (kind !== EFFECT_MOVED && kind !== EFFECT_CULPRIT) continue;
    const pfn = effects.first(next);
    if (kind === EFFECT_CULPRIT && !reachesIn(s, range, pfn)) break;
    if (kind === EFFECT_CULPRIT && whyNotTaken(s, pfn, range, attempt.isolated) !== null) break;
    mustReachIn(s, range, pfn);
    attempt.serving ??= migrationOf(s, book, pfn);
    return followRequestEffects(s, attempt.serving, effects, attempt.index);
  }
  return followDrains(s, effects, attempt.index);
}

function judgeCulprit(
  s: WorldState,
  book: TermsBook,
  range: WantedRange,
  culprit: number,
  attempt: RangeTry,
): void {
  const { first, last } = around(s, range);
  if (culprit >= first && culprit < last && whyNotTaken(s, culprit, range, attempt.isolated) !== null) {
    attempt.result = RANGE_BUSY;
    return;
  }
  const better = firstNotTaken(s, range, attempt.isolated);
  if (!reachesIn(s, range, culprit) || better >= 0) {
    const hint = better < 0 ? 'nothing in the range must stay' : `${hex(better)} would have been one`;
    throw new Objection(
      'INV-3',
      `the range at ${hex(range.start)} was refused because of ${hex(culprit)}, which need not stay; ${hint}`,
      culprit,
    );
  }
  attempt.result = RANGE_STUCK;
  mustReachSearch(s, culprit);
  const objection = whyNotOutOfMemory(s, attempt.serving ?? migrationOf(s, book, culprit));
  if (objection === null) return;
  throw new Objection(
    'INV-3',
    `for the range at ${hex(range.start)} no room was found for ${hex(culprit)}, ${objection}`,
    culprit,
  );
}

/** Everything that the try isolated is in service again, and nothing else. */
function putBack(s: WorldState, range: WantedRange, effects: Effects, attempt: RangeTry): void {
  const { isolated } = attempt;
  while (isAt(effects, attempt.index, EFFECT_UNISOLATED)) {
    const pfn = effects.first(attempt.index);
    const place = isolated.indexOf(pfn);
    if (place < 0) objectToPageblock(range, pfn, 'which was not isolated for it', 'INV-136');
    isolated.splice(place, 1);
    followUnisolated(s, pfn);
    attempt.index++;
  }
  if (isolated.length > 0) objectToPageblock(range, isolated[0]!, 'and left it isolated', 'INV-136'); // There is one.
}

function mustLieAround(s: WorldState, range: WantedRange, pfn: number): number {
  const { first, last } = around(s, range);
  if (pfn < first || pfn >= last) objectToPageblock(range, pfn, 'which is not around it', 'INV-4');
  return pfn;
}

function objectToPageblock(range: WantedRange, pfn: number, what: string, rule: string): never {
  throw new Objection(
    rule,
    `taking the range at ${hex(range.start)} touched the pageblock at ${hex(pfn)}, ${what}`,
    pfn,
  );
}

/** Only allocations that reach into the range are in its way. @returns the one that begins at `pfn` */
function mustReachIn(s: WorldState, range: WantedRange, pfn: number): number {
  const handle = holderOfMoved(s, pfn);
  if (reachesIn(s, range, pfn)) return handle;
  throw new Objection(
    'INV-4',
    `taking the range at ${hex(range.start)} touched the allocation at ${hex(pfn)}, which is not in its way`,
    pfn,
  );
}

/** An allocation begins at the frame and has a part in the range. */
function reachesIn(s: WorldState, { start, end }: WantedRange, pfn: number): boolean {
  const handle = holderAt(s, pfn);
  return s.at[handle] === pfn && pfn < end && pfn + (1 << s.order[handle]!) > start;
}

/** Private lists are drained for a range that is isolated, not for one that is refused at sight. */
function objectToEffort(range: WantedRange): never {
  throw new Objection(
    'INV-4',
    `the range at ${hex(range.start)} was refused before anything was isolated, but private lists were drained for it`,
    range.start,
  );
}

function objectToTaking(s: WorldState, range: WantedRange, obstacle: number): never {
  throw new Objection(
    'INV-144',
    `the range at ${hex(range.start)} was taken, although frame ${hex(obstacle)} is in the way: ${whyNotTaken(s, obstacle, range) ?? 'it must stay'}`,
    obstacle,
  );
}
