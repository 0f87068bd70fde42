import { FINDING } from '../../spec/findings.ts';
import {
  EFFECT_CULPRIT,
  EFFECT_ISOLATED,
  EFFECT_MOVED,
  EFFECT_UNISOLATED,
  type Effects,
} from '../../spec/operations/effects.ts';
import { BUSY, DONE, NO_MEMORY, NOT_ONLINE, refusalName } from '../../spec/operations/outcome.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { NO_ZONE, nodeOf, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { holderAt } from './allocations.ts';
import { setMarks } from './boot.ts';
import { firstThatStays, whyItStays } from './culprits.ts';
import { followDrains, followRequestEffects, mustEnd } from './effects.ts';
import { followIsolated, followUnisolated } from './isolation.ts';
import { stepMemoryBlock } from './memoryBlock.ts';
import { followMove, holderOfMoved } from './move.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { hex, Objection } from './objection.ts';
import { settleDoubtsIn } from './release.ts';
import type { Serving } from './serve.ts';
import {
  BLOCK_ABSENT,
  BLOCK_OFFLINE,
  FACT_BAD,
  FACT_ISOLATED,
  FACT_MIRROR,
  TAG_CACHED,
  TAG_USED,
  type WorldState,
} from './state.ts';
import { stepFrames } from './step.ts';
import type { TermsBook } from './terms.ts';

const POISONED = 1 << LEAF['offline.poisoned'];

/** Follows an offlining: refused with a culprit, rolled back for want of room, or carried through frame by frame. */
export function followOffline(
  s: WorldState,
  book: TermsBook,
  block: number,
  answer: number,
  effects: Effects,
): void {
  const state = s.memoryBlock[block] ?? BLOCK_ABSENT;
  if (state === BLOCK_ABSENT) return mustAnswer(answer, NOT_ONLINE, 'INV-3', effects);
  if (state === BLOCK_OFFLINE) {
    stepMemoryBlock(s, block, 'offline');
    return mustAnswer(answer, DONE, 'INV-181', effects);
  }
  if (answer === BUSY) return judgeBusy(s, block, effects);
  const stays = firstThatStays(s, block);
  if (stays >= 0) objectToOffline(s, block, stays, answer);
  stepMemoryBlock(s, block, 'offline');
  settleDoubtsIn(s, block * s.blockPages, s.blockPages); // Offlining drains.
  const progress = followProgress(s, book, block, effects);
  if (answer === NO_MEMORY) return judgeRollback(s, block, effects, progress);
  mustEnd(effects, progress.index, 'offline');
  if (answer !== DONE)
    throw new Objection(
      'INV-3',
      `offlining was answered ${refusalName(answer) ?? answer}`,
      block * s.blockPages,
    );
  takeBlockAway(s, block);
  s.witnesses[progress.moves > 0 ? WITNESS['offlined-moved'] : WITNESS['offlined-empty']]!++;
}

/** The single answer that is right, and nothing else happened. */
export function mustAnswer(answer: number, expected: number, rule: string, effects: Effects): void {
  const name = expected === DONE ? 'DONE' : refusalName(expected);
  if (answer !== expected)
    throw new Objection(rule, `the answer is ${refusalName(answer) ?? answer}; only ${name} could be right`);
  if (effects.count > 0) throw new Objection(rule, 'an operation that has nothing to do changed something');
}

function judgeBusy(s: WorldState, block: number, effects: Effects): void {
  const start = block * s.blockPages;
  let index = followDrains(s, effects, 0);
  const culprit =
    index < effects.count && effects.kind(index) === EFFECT_CULPRIT ? effects.first(index++) : -1;
  mustEnd(effects, index, 'a refused offline');
  const inside = culprit >= start && culprit < start + s.blockPages;
  if (!inside || (culprit < s.frameCount && whyItStays(s, culprit, start) === null)) {
    const stays = firstThatStays(s, block);
    const named = culprit < 0 ? 'no page' : hex(culprit);
    const hint = stays < 0 ? 'nothing in the block must stay' : `${hex(stays)} would have been one`;
    throw new Objection(
      'INV-3',
      `offlining block ${block} was refused because of ${named}, which need not stay; ${hint}`,
      start,
    );
  }
  s.witnesses[WITNESS['offline-refused']]!++;
  s.findings[FINDING['offline-blocked']]!++;
}

function objectToOffline(s: WorldState, block: number, stays: number, answer: number): never {
  const why = stays < s.frameCount ? whyItStays(s, stays, block * s.blockPages) : 'there is no memory';
  throw new Objection(
    'INV-188',
    `offlining block ${block} was answered ${answer === DONE ? 'DONE' : (refusalName(answer) ?? answer)}, although frame ${hex(stays)} must stay: ${why}`,
    stays,
  );
}

interface Progress {
  index: number;
  moves: number;
  /** The request for a new place that the effects so far belong to; null between two moves. */
  serving: Serving | null;
  /** The culprit named so far, and what speaks against it. */
  stuck: number;
  objection: string | null;
}

/** Draining, isolating and moving, in the order the target reports. */
function followProgress(s: WorldState, book: TermsBook, block: number, effects: Effects): Progress {
  const progress: Progress = { index: 0, moves: 0, serving: null, stuck: -1, objection: null };
  while (progress.index < effects.count && progress.stuck < 0) {
    const { index } = progress;
    const pfn = effects.first(index);
    const kind = effects.kind(index);
    if (kind === EFFECT_ISOLATED) followIsolated(s, mustLieIn(s, block, pfn));
    else if (kind === EFFECT_CULPRIT) judgeStuck(s, book, block, pfn, progress);
    else if (kind === EFFECT_MOVED) {
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
  progress: Progress,
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

function migrationOf(s: WorldState, book: TermsBook, pfn: number): Serving {
  const handle = holderOfMoved(s, pfn);
  const zone = s.zone[pfn]!; // A holder's frames are in service.
  const inMovable = zoneIndexOf(zone) === ZONE_MOVABLE ? 1 : 0;
  const terms = book.migrations[s.claim[handle]! * 2 + inMovable]!; // Two entries a claim.
  return {
    terms,
    node: nodeOf(zone),
    order: s.order[handle]!,
    event: PAGE_EVENT.serveMigration,
    drained: false,
    refilledZone: -1,
    pledgedZone: -1,
    drainsAnyway: true,
  };
}

function judgeStuck(s: WorldState, book: TermsBook, block: number, pfn: number, progress: Progress): void {
  const serving = progress.serving ?? migrationOf(s, book, mustLieIn(s, block, pfn));
  progress.stuck = pfn;
  progress.objection = whyNotOutOfMemory(s, serving);
}

function judgeRollback(s: WorldState, block: number, effects: Effects, progress: Progress): void {
  let { index } = progress;
  while (index < effects.count && effects.kind(index) === EFFECT_UNISOLATED) {
    followUnisolated(s, mustLieIn(s, block, effects.first(index)));
    index++;
  }
  mustEnd(effects, index, 'a rolled-back offline');
  const start = block * s.blockPages;
  if (progress.stuck < 0 || progress.objection !== null) {
    const named = progress.stuck < 0 ? 'a page that is not named' : hex(progress.stuck);
    const why = progress.objection ?? 'which nobody can check';
    throw new Objection('INV-3', `offlining block ${block} found no room for ${named}, ${why}`, start);
  }
  for (let frame = start; frame < start + s.blockPages; frame++) {
    if (s.facts[frame]! & FACT_ISOLATED) {
      throw new Objection(
        'INV-183',
        `offlining block ${block} failed and left the pageblock at ${hex(frame)} isolated`,
        frame,
      );
    }
  }
  stepMemoryBlock(s, block, 'offlineCancel');
  s.witnesses[WITNESS['offline-rolled-back']]!++;
}

/** Every frame must be withheld or retired by now; then the block leaves its zone. */
function takeBlockAway(s: WorldState, block: number): void {
  const start = block * s.blockPages;
  const end = start + s.blockPages;
  const zone = s.zone[start]!; // `firstThatStays` has seen one zone.
  for (let frame = start; frame < end; frame++) {
    if (s.tag[frame]! >= TAG_CACHED) objectToResident(s, block, frame);
    if (s.belief[frame] !== POISONED) s.isolatedFree[zone]!--;
    if ((s.facts[frame]! & FACT_MIRROR) === 0) s.mirrored[zone]!--;
  }
  stepFrames(s, PAGE_EVENT.takeOffline, start, s.blockPages);
  for (let frame = start; frame < end; frame++) s.facts[frame]! &= ~FACT_ISOLATED;
  s.zone.fill(NO_ZONE, start, end);
  s.managed[zone]! -= s.blockPages;
  setMarks(s);
  stepMemoryBlock(s, block, 'offlineCommit');
}

function objectToResident(s: WorldState, block: number, frame: number): never {
  const where = s.tag[frame]! < TAG_USED ? 'on a private list' : 'in use'; // A frame of the block.
  throw new Objection('INV-185', `block ${block} went offline while frame ${hex(frame)} is ${where}`, frame);
}

function mustLieIn(s: WorldState, block: number, pfn: number): number {
  const start = block * s.blockPages;
  if (pfn >= start && pfn < start + s.blockPages) return pfn;
  throw new Objection('INV-4', `offlining block ${block} touched frame ${hex(pfn)} outside it`, pfn);
}

/** The first frame of the block that carries the mark of a memory error, in use or retired; -1 if there is none. */
export function firstPoisoned(s: WorldState, block: number): number {
  const start = block * s.blockPages;
  for (let frame = start; frame < start + s.blockPages; frame++) {
    if (s.belief[frame] === POISONED || (s.facts[frame]! & FACT_BAD) !== 0) return frame;
  }
  return -1;
}
