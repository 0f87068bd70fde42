import { FINDING } from '../../spec/findings.ts';
import { POINT_SIGNAL } from '../../spec/operations/arguments.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import { GOING_OFFLINE, WENT_OFFLINE } from '../../spec/operations/notification.ts';
import { BUSY, DONE, INTERRUPTED, NO_MEMORY, NOT_ONLINE, VETOED } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { answerName } from './answerName.ts';
import { mustAnswer } from './answers.ts';
import { culpritOf } from './culpritOf.ts';
import { firstThatStays, whyItStays } from './culprits.ts';
import { followDrains, mustEnd } from './effects.ts';
import { strikes } from './failurePoints.ts';
import { followRollback } from './followRollback.ts';
import { mustBeBusyWith } from './followSteps.ts';
import { stepMemoryBlock, whyRefused } from './memoryBlock.ts';
import { memoryBlockFacts } from './memoryBlockFacts.ts';
import { mustNotify } from './notifications.ts';
import { hex, Objection } from './objection.ts';
import { followProgress, type OfflineProgress, tell } from './offlineProgress.ts';
import { settleDoubtsIn } from './release.ts';
import { BLOCK_ABSENT, BLOCK_GOING_OFFLINE, BLOCK_OFFLINE, type WorldState } from './state.ts';
import { takeBlockAway } from './takeBlockAway.ts';
import type { TermsBook } from './terms.ts';
import { mustHaveTime } from './tries.ts';

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
  if (state === BLOCK_GOING_OFFLINE) return mustBeBusyWith(s, block, answer, effects);
  const facts = memoryBlockFacts(s, block);
  if (answer === BUSY) return judgeBusy(s, block, effects, whyRefused(s, block, 'offline', facts) !== null);
  if (whyRefused(s, block, 'offline', facts) !== null) objectToOffline(s, block, answer);
  stepMemoryBlock(s, block, 'offline', facts);
  settleDoubtsIn(s, block * s.blockPages, s.blockPages); // Offlining drains.
  const progress = followProgress(s, book, block, effects);
  mustTellBeginning(s, block, answer, effects, progress);
  if (answer === NO_MEMORY || answer === VETOED || answer === INTERRUPTED)
    return judgeGivenUp(s, block, answer, effects, progress);
  if (answer === DONE) mustHaveTime(s);
  const end = answer === DONE ? mustNotify(s, effects, progress.index, WENT_OFFLINE, block) : progress.index;
  mustEnd(effects, end, 'offline');
  if (answer !== DONE)
    throw new Objection('INV-3', `offlining was answered ${answerName(answer)}`, block * s.blockPages);
  takeBlockAway(s, block);
  s.witnesses[progress.moves > 0 ? WITNESS['offlined-moved'] : WITNESS['offlined-empty']]!++;
}

export function judgeBusy(s: WorldState, block: number, effects: Effects, isRefused: boolean): void {
  const start = block * s.blockPages;
  const index = followDrains(s, effects, 0);
  // Who refuses without a reason may have gone on from here to a rollback: the reason is what is wrong then.
  if (!isRefused)
    throw new Objection(
      'INV-3',
      `offlining block ${block} was refused, although nothing in it must stay`,
      start,
    );
  const culprit = culpritOf(effects, index, 'a refused offline');
  const inside = culprit >= start && culprit < start + s.blockPages;
  if (!inside || whyItStays(s, culprit, start) === null) {
    const named = culprit < 0 ? 'no page' : hex(culprit);
    throw new Objection(
      'INV-3',
      `offlining block ${block} was refused because of ${named}, which need not stay; ${hex(firstThatStays(s, block))} would have been one`,
      start,
    );
  }
  s.witnesses[WITNESS['offline-refused']]!++;
  s.findings[FINDING['offline-blocked']]!++;
}

export function objectToOffline(s: WorldState, block: number, answer: number): never {
  const stays = firstThatStays(s, block);
  const why = whyItStays(s, stays, block * s.blockPages);
  throw new Objection(
    'INV-188',
    `offlining block ${block} was answered ${answerName(answer)}, although frame ${hex(stays)} must stay: ${why}`,
    stays,
  );
}

/** Whoever is told of the beginning may object, and is heard. */
export function mustTellBeginning(
  s: WorldState,
  block: number,
  answer: number,
  effects: Effects,
  progress: OfflineProgress,
): void {
  if (!progress.told) {
    progress.index = mustNotify(s, effects, progress.index, GOING_OFFLINE, block);
    tell(s, progress);
  }
  if (progress.vetoed === (answer === VETOED)) return;
  throw new Objection(
    progress.vetoed ? 'INV-184' : 'INV-3',
    progress.vetoed
      ? `offlining block ${block} was answered ${answerName(answer)}, although somebody objected`
      : `offlining block ${block} was answered VETOED, although nobody objected`,
    block * s.blockPages,
  );
}

const WITNESS_OF: Readonly<Record<number, number>> = {
  [NO_MEMORY]: WITNESS['offline-rolled-back'],
  [VETOED]: WITNESS['offline-vetoed'],
  [INTERRUPTED]: WITNESS['offline-interrupted'],
};

/** Offlining that began and was given up: for a good reason, and with everything put back. */
export function judgeGivenUp(
  s: WorldState,
  block: number,
  answer: number,
  effects: Effects,
  progress: OfflineProgress,
): void {
  mustEnd(effects, followRollback(s, block, effects, progress.index), 'a rolled-back offline');
  if (answer === NO_MEMORY) judgeStuckPage(s, block, progress);
  else if (answer === INTERRUPTED && !strikes(s, POINT_SIGNAL))
    throw new Objection('INV-3', `offlining block ${block} was answered INTERRUPTED without a signal`);
  s.witnesses[WITNESS_OF[answer]!]!++; // One of the three.
  if (progress.moves > 0) s.witnesses[WITNESS['offline-rolled-back-moved']]!++;
}

export function judgeStuckPage(s: WorldState, block: number, progress: OfflineProgress): void {
  if (progress.stuck >= 0 && progress.objection === null) return;
  const named = progress.stuck < 0 ? 'a page that is not named' : hex(progress.stuck);
  const why = progress.objection ?? 'which nobody can check';
  throw new Objection(
    'INV-3',
    `offlining block ${block} found no room for ${named}, ${why}`,
    block * s.blockPages,
  );
}
