import { POINT_VETO } from '../../spec/operations/arguments.ts';
import {
  EFFECT_CULPRIT,
  EFFECT_ISOLATED,
  EFFECT_MOVED,
  EFFECT_NOTIFIED,
  EFFECT_RETRIED,
  type Effects,
} from '../../spec/operations/effects.ts';
import { GOING_OFFLINE } from '../../spec/operations/notification.ts';
import { nodeOf, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { holderAt } from './allocations.ts';
import { followDrains, followRequestEffects } from './effects.ts';
import { strikes } from './failurePoints.ts';
import { followIsolated } from './isolation.ts';
import { followMove, holderOfMoved, mustBeHeld } from './move.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { isNotified } from './notifications.ts';
import { hex, Objection } from './objection.ts';
import { newServing, type Serving } from './serving.ts';
import { FACT_ISOLATED, type WorldState } from './state.ts';
import type { TermsBook } from './terms.ts';
import { judgeRetry, mustReachSearch } from './tries.ts';

/** How far an offlining came, by the target's own report. */
export interface OfflineProgress {
  index: number;
  moves: number;
  /** The request for a new place that the effects so far belong to; null between two moves. */
  serving: Serving | null;
  /** The culprit named so far, and what speaks against it. */
  stuck: number;
  objection: string | null;
  /** GOING_OFFLINE was told, and whether somebody objected. */
  told: boolean;
  vetoed: boolean;
}

/** Draining, isolating and moving, in the order the target reports. */
export function followProgress(
  s: WorldState,
  book: TermsBook,
  block: number,
  effects: Effects,
  told = false,
): OfflineProgress {
  const progress: OfflineProgress = {
    index: 0,
    moves: 0,
    serving: null,
    stuck: -1,
    objection: null,
    told,
    vetoed: false,
  };
  while (progress.index < effects.count && progress.stuck < 0) {
    const { index } = progress;
    const pfn = effects.first(index);
    const kind = effects.kind(index);
    if (kind === EFFECT_ISOLATED) followIsolated(s, mustLieIn(s, block, pfn));
    else if (kind === EFFECT_NOTIFIED) {
      if (progress.told || !isNotified(effects, index, GOING_OFFLINE, block)) break;
      mustBeIsolated(s, block);
      tell(s, progress);
      if (progress.vetoed) {
        progress.index++;
        break;
      }
    } else if (kind === EFFECT_CULPRIT) judgeStuck(s, book, block, pfn, progress);
    else if (kind === EFFECT_RETRIED) {
      mustBeTold(s, block, progress);
      judgeRetry(s, mustLieIn(s, block, pfn));
    } else if (kind === EFFECT_MOVED) {
      mustBeTold(s, block, progress);
      mustReachSearch(s, pfn);
      mustBeHeld(s, mustLieIn(s, block, pfn));
      const serving = progress.serving ?? migrationOf(s, book, mustLieIn(s, block, pfn));
      followMove(s, serving, holderOfMoved(s, pfn), effects.second(index));
      progress.serving = null;
      progress.moves++;
    } else {
      const next = followForMove(s, book, block, effects, progress);
      if (next === index) break;
      progress.index = next;
      continue;
    }
    progress.index++;
  }
  return progress;
}

/** Refills, claims and drains belong to the next move in the log. */
function followForMove(
  s: WorldState,
  book: TermsBook,
  block: number,
  effects: Effects,
  progress: OfflineProgress,
): number {
  const { index } = progress;
  for (let next = index; next < effects.count; next++) {
    const kind = effects.kind(next);
    if (kind !== EFFECT_MOVED && kind !== EFFECT_CULPRIT) continue;
    const pfn = effects.first(next);
    if (holderAt(s, mustLieIn(s, block, pfn)) < 0) break;
    progress.serving ??= migrationOf(s, book, pfn);
    return followRequestEffects(s, progress.serving, effects, index);
  }
  return followDrains(s, effects, index);
}

export function migrationOf(s: WorldState, book: TermsBook, pfn: number): Serving {
  const handle = holderOfMoved(s, pfn);
  const zone = s.zone[pfn]!; // A holder's frames are in service.
  const inMovable = zoneIndexOf(zone) === ZONE_MOVABLE ? 1 : 0;
  const terms = book.migrations[s.claim[handle]! * 2 + inMovable]!; // Two entries a claim.
  return newServing(terms, nodeOf(zone), s.order[handle]!, PAGE_EVENT.serveMigration, true);
}

function judgeStuck(
  s: WorldState,
  book: TermsBook,
  block: number,
  pfn: number,
  progress: OfflineProgress,
): void {
  mustBeTold(s, block, progress);
  mustReachSearch(s, pfn);
  const serving = progress.serving ?? migrationOf(s, book, mustLieIn(s, block, pfn));
  progress.stuck = pfn;
  progress.objection = whyNotOutOfMemory(s, serving);
}

/** Tells of the beginning, to which anybody may object. */
export function tell(s: WorldState, progress: OfflineProgress): void {
  progress.told = true;
  progress.vetoed = strikes(s, POINT_VETO);
}

/** A target that does not report notifications is taken to send them in time; the others must have. */
function mustBeTold(s: WorldState, block: number, progress: OfflineProgress): void {
  if (!progress.told && !s.habits.reportsNotifiers) tell(s, progress);
  if (progress.told && !progress.vetoed) return;
  const why = progress.vetoed ? 'although somebody objected' : 'before anybody was told';
  throw new Objection('INV-184', `offlining block ${block} went on ${why}`, block * s.blockPages);
}

/** Isolation comes before anybody is told. */
export function mustBeIsolated(s: WorldState, block: number): void {
  const start = block * s.blockPages;
  for (let frame = start; frame < start + s.blockPages; frame += 1 << s.pageblockOrder) {
    if (s.facts[frame]! & FACT_ISOLATED) continue; // The block exists.
    throw new Objection(
      'INV-184',
      `GOING_OFFLINE of block ${block} was told before the pageblock at ${hex(frame)} was isolated`,
      frame,
    );
  }
}

/** Offlining touches the frames of its block only. */
export function mustLieIn(s: WorldState, block: number, pfn: number): number {
  const start = block * s.blockPages;
  if (pfn >= start && pfn < start + s.blockPages) return pfn;
  throw new Objection('INV-4', `offlining block ${block} touched frame ${hex(pfn)} outside it`, pfn);
}
