import { POINT_SIGNAL } from '../../spec/operations/arguments.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import { WENT_OFFLINE } from '../../spec/operations/notification.ts';
import {
  BUSY,
  DONE,
  INTERRUPTED,
  INVALID,
  NO_MEMORY,
  NOT_ONLINE,
  VETOED,
} from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { holderAt, isMovable } from './allocations.ts';
import { answerName } from './answerName.ts';
import { mustAnswer } from './answers.ts';
import { culpritOf } from './culpritOf.ts';
import { mustEnd } from './effects.ts';
import { strikes } from './failurePoints.ts';
import {
  judgeBusy,
  judgeGivenUp,
  judgeStuckPage,
  mustTellBeginning,
  objectToOffline,
} from './followOffline.ts';
import { followRollback } from './followRollback.ts';
import { stepMemoryBlock, whyRefused } from './memoryBlock.ts';
import { memoryBlockFacts } from './memoryBlockFacts.ts';
import { mustNotify } from './notifications.ts';
import { hex, Objection } from './objection.ts';
import { followProgress, mustBeIsolated } from './offlineProgress.ts';
import { settleDoubtsIn } from './release.ts';
import {
  ANY_CPU,
  BLOCK_ABSENT,
  BLOCK_ONLINE,
  NO_BLOCK,
  TAG_CACHED,
  TAG_USED,
  type WorldState,
} from './state.ts';
import { takeBlockAway } from './takeBlockAway.ts';
import type { TermsBook } from './terms.ts';
import { mustFail, mustHaveTime } from './tries.ts';

/** The memory block that is being taken out in steps, or NO_BLOCK. */
export const openBlock = (s: WorldState): number => s.task[0]!; // It has one entry.

/** Follows the beginning: everything up to the first move, as in an offlining at one go. */
export function followBeginOffline(
  s: WorldState,
  book: TermsBook,
  block: number,
  answer: number,
  effects: Effects,
): void {
  s.cpu = ANY_CPU;
  if (openBlock(s) !== NO_BLOCK) return mustBeBusyWith(s, openBlock(s), answer, effects);
  if ((s.memoryBlock[block] ?? BLOCK_ABSENT) !== BLOCK_ONLINE)
    return mustAnswer(answer, NOT_ONLINE, 'INV-3', effects);
  const facts = memoryBlockFacts(s, block);
  const isRefused = whyRefused(s, block, 'offline', facts) !== null;
  if (answer === BUSY) return judgeBusy(s, block, effects, isRefused);
  if (isRefused) objectToOffline(s, block, answer);
  stepMemoryBlock(s, block, 'offline', facts);
  settleDoubtsIn(s, block * s.blockPages, s.blockPages);
  const progress = followProgress(s, book, block, effects);
  mustTellBeginning(s, block, answer, effects, progress);
  if (answer === VETOED) return judgeGivenUp(s, block, answer, effects, progress);
  mustEnd(effects, progress.index, 'the beginning of an offlining');
  if (answer !== DONE || progress.moves > 0 || progress.stuck >= 0)
    throw new Objection('INV-3', `beginning to offline block ${block} was answered ${answerName(answer)}`);
  mustBeIsolated(s, block);
  mustHoldNothingPrivate(s, block);
  s.task[0] = block;
}

/** Follows one step: one allocation has moved, or there is a reason why none did. */
export function followStep(s: WorldState, book: TermsBook, answer: number, effects: Effects): void {
  const block = openBlock(s);
  s.cpu = ANY_CPU; // A migration is nobody's CPU's.
  if (block === NO_BLOCK) return mustAnswer(answer, INVALID, 'INV-3', effects);
  if (answer === INTERRUPTED) {
    mustEnd(effects, 0, 'an interrupted step');
    if (!strikes(s, POINT_SIGNAL)) throw new Objection('INV-3', 'a step was INTERRUPTED without a signal');
  } else if (answer === BUSY) judgeStay(s, block, effects);
  else if (answer === 0) {
    mustHaveTime(s);
    mustEnd(effects, 0, 'a step with nothing to do');
    const left = firstIn(s, block, () => true);
    if (left >= 0)
      throw new Objection(
        'INV-187',
        `nothing is said to be left in block ${block}, but ${hex(left)} is in use`,
        left,
      );
  } else judgeMove(s, book, block, answer, effects);
}

/** Follows the end: the block is empty and leaves, or something in it is named that is still in use. */
export function followCommit(s: WorldState, answer: number, effects: Effects): void {
  const block = openBlock(s);
  if (block === NO_BLOCK) return mustAnswer(answer, INVALID, 'INV-3', effects);
  if (answer === BUSY) {
    const culprit = culpritOf(effects, 0, 'a refused commit');
    if (holderIn(s, block, culprit) >= 0) return;
    throw new Objection(
      'INV-3',
      `block ${block} is said to be held up by ${hex(culprit)}, which nobody uses`,
    );
  }
  if (answer !== DONE) throw new Objection('INV-3', `a commit was answered ${answerName(answer)}`);
  mustEnd(effects, mustNotify(s, effects, 0, WENT_OFFLINE, block), 'a commit');
  takeBlockAway(s, block);
  s.task[0] = NO_BLOCK;
  s.witnesses[WITNESS['offlined-in-steps']]!++;
}

/** Follows the way back of an offlining in steps. */
export function followRollbackTask(s: WorldState, answer: number, effects: Effects): void {
  const block = openBlock(s);
  if (block === NO_BLOCK) return mustAnswer(answer, INVALID, 'INV-3', effects);
  if (answer !== DONE) throw new Objection('INV-183', `a rollback was answered ${answerName(answer)}`);
  mustEnd(effects, followRollback(s, block, effects, 0), 'a rollback');
  s.task[0] = NO_BLOCK;
  s.witnesses[WITNESS['offline-steps-undone']]!++;
}

/** Somebody is at it already: a frame of the block in question is named. */
export function mustBeBusyWith(s: WorldState, block: number, answer: number, effects: Effects): void {
  if (answer !== BUSY)
    throw new Objection(
      'INV-137',
      `block ${block} is on its way out, and the answer is ${answerName(answer)}`,
    );
  const culprit = culpritOf(effects, 0, 'a second request');
  if (Math.trunc(culprit / s.blockPages) !== block)
    throw new Objection('INV-3', `block ${block} is on its way out, and ${hex(culprit)} is named instead`);
}

function judgeMove(s: WorldState, book: TermsBook, block: number, answer: number, effects: Effects): void {
  const holder = holderIn(s, block, effects.first(effects.count - 1)); // Of what moves last, before it does.
  const pages = holder < 0 ? 0 : 1 << s.order[holder]!;
  const progress = followProgress(s, book, block, effects, true);
  mustEnd(effects, progress.index, 'a step');
  if (answer === NO_MEMORY) {
    if (progress.moves > 0) throw new Objection('INV-4', 'a step that found no room moved something');
    return judgeStuckPage(s, block, progress);
  }
  if (progress.moves !== 1 || progress.stuck >= 0 || answer !== pages)
    throw new Objection('INV-4', `a step of ${progress.moves} moves was answered ${answerName(answer)}`);
  s.witnesses[WITNESS['offline-stepped']]!++;
}

/** A page that must stay for now, where nothing else could move; or a move that failed for the moment. */
function judgeStay(s: WorldState, block: number, effects: Effects): void {
  mustHaveTime(s);
  const culprit = culpritOf(effects, 0, 'a refused step');
  const holder = holderIn(s, block, culprit);
  if (isMovable(s, holder)) return mustFail(s, culprit, 'INV-3');
  const other = firstIn(s, block, (handle) => isMovable(s, handle));
  if (holder >= 0 && other < 0) return;
  const hint = other < 0 ? 'which nobody uses' : `although ${hex(other)} could move`;
  throw new Objection('INV-3', `a step was refused because of ${hex(culprit)}, ${hint}`, culprit);
}

function holderIn(s: WorldState, block: number, frame: number): number {
  return Math.trunc(frame / s.blockPages) === block ? holderAt(s, frame) : -1;
}

/** The first frame of the first allocation of the block that suits, or -1. */
function firstIn(s: WorldState, block: number, suits: (handle: number) => boolean): number {
  const start = block * s.blockPages;
  for (let frame = start; frame < start + s.blockPages; frame++)
    if (s.tag[frame]! >= TAG_USED && suits(s.holder[frame]!)) return frame;
  return -1;
}

function mustHoldNothingPrivate(s: WorldState, block: number): void {
  const start = block * s.blockPages;
  for (let frame = start; frame < start + s.blockPages; frame++) {
    if (s.tag[frame]! < TAG_CACHED || s.tag[frame]! >= TAG_USED) continue;
    throw new Objection('INV-185', `frame ${hex(frame)} of block ${block} was left on a private list`, frame);
  }
}
