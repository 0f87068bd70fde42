import { FINDING } from '../../spec/findings.ts';
import { EFFECT_CULPRIT, EFFECT_UNISOLATED, type Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, NO_MEMORY, NOT_ONLINE, refusalName } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { mustAnswer } from './answers.ts';
import { firstThatStays, whyItStays } from './culprits.ts';
import { followDrains, mustEnd } from './effects.ts';
import { followUnisolated } from './isolation.ts';
import { stepMemoryBlock, whyRefused } from './memoryBlock.ts';
import { memoryBlockFacts } from './memoryBlockFacts.ts';
import { hex, Objection } from './objection.ts';
import { followProgress, mustLieIn, type OfflineProgress } from './offlineProgress.ts';
import { settleDoubtsIn } from './release.ts';
import { BLOCK_ABSENT, BLOCK_OFFLINE, FACT_ISOLATED, type WorldState } from './state.ts';
import { takeBlockAway } from './takeBlockAway.ts';
import type { TermsBook } from './terms.ts';

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
  const facts = memoryBlockFacts(s, block);
  if (answer === BUSY) return judgeBusy(s, block, effects, whyRefused(s, block, 'offline', facts) !== null);
  if (whyRefused(s, block, 'offline', facts) !== null) objectToOffline(s, block, answer);
  stepMemoryBlock(s, block, 'offline', facts);
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

function judgeBusy(s: WorldState, block: number, effects: Effects, isRefused: boolean): void {
  const start = block * s.blockPages;
  let index = followDrains(s, effects, 0);
  const culprit =
    index < effects.count && effects.kind(index) === EFFECT_CULPRIT ? effects.first(index++) : -1;
  mustEnd(effects, index, 'a refused offline');
  const inside = culprit >= start && culprit < start + s.blockPages;
  if (!isRefused || !inside || (culprit < s.frameCount && whyItStays(s, culprit, start) === null)) {
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

function objectToOffline(s: WorldState, block: number, answer: number): never {
  const stays = firstThatStays(s, block);
  const why = stays < s.frameCount ? whyItStays(s, stays, block * s.blockPages) : 'there is no memory';
  throw new Objection(
    'INV-188',
    `offlining block ${block} was answered ${answer === DONE ? 'DONE' : (refusalName(answer) ?? answer)}, although frame ${hex(stays)} must stay: ${why}`,
    stays,
  );
}

function judgeRollback(s: WorldState, block: number, effects: Effects, progress: OfflineProgress): void {
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
