import { EFFECT_COLLAPSED, type Effects } from '../../spec/operations/effects.ts';
import { BUSY, INVALID, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { nodeOf } from '../../spec/zones/zone.ts';
import { HUGE_PAGE_LEAF } from '../machines/hugePageRules.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { forget, lift, place } from './allocations.ts';
import { answerName } from './answerName.ts';
import { culpritOf } from './culpritOf.ts';
import { followRequestEffects, mustEnd } from './effects.ts';
import { isUserMemory, stepHugePage } from './hugePages.ts';
import { isAt } from './isAt.ts';
import { keepsFromMoving, mayMove, moveServing } from './mayMove.ts';
import { whyNotOutOfMemory } from './noMemory.ts';
import { blockText, hex, Objection } from './objection.ts';
import { releaseFrames } from './release.ts';
import { serveBlock } from './serve.ts';
import type { Serving } from './serving.ts';
import { ANY_CPU, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';
import type { TermsBook } from './terms.ts';

/** Follows two allocations that become one in a new place, each in its half of it; or stay what they are, for a reason. */
export function followCollapse(
  s: WorldState,
  book: TermsBook,
  handle: number,
  other: number,
  answer: number,
  effects: Effects,
): void {
  s.cpu = ANY_CPU;
  const terms = book.collapses[s.claim[handle]!]!; // One entry a claim; the run loop names what lives.
  const serving = moveServing(terms, nodeOf(s.zone[s.at[handle]!]!), s.order[handle]! + 1);
  const alike = areAlike(s, handle, other);
  const seeks = alike && answer !== BUSY;
  const index = seeks ? followRequestEffects(s, serving, effects, 0) : 0;
  if (answer < 0) return judgeRefusal(s, serving, handle, other, alike, answer, effects, index);
  for (const each of [handle, other]) stepHugePage(s, each, 'collapse', { alike });
  mustBeHalf(s, handle, answer, effects, index);
  mustBeHalf(s, other, answer + (1 << s.order[handle]!), effects, index + 1);
  mustEnd(effects, index + 2, 'collapse');
  join(s, serving, handle, other, answer);
  s.witnesses[WITNESS.collapsed]!++;
}

/** Whether the two can be one: what is true of the whole must have been true of both. */
export const areAlike = (s: WorldState, one: number, other: number): boolean =>
  isUserMemory(s, one) &&
  s.order[one]! < s.maxOrder &&
  s.queued[one] === 0 &&
  s.queued[other] === 0 &&
  s.order[one] === s.order[other] &&
  s.claim[one] === s.claim[other] &&
  s.owner[one] === s.owner[other] &&
  s.locked[one] === s.locked[other];

function mustBeHalf(s: WorldState, handle: number, to: number, effects: Effects, index: number): void {
  const from = s.at[handle]!;
  const reported = isAt(effects, index, EFFECT_COLLAPSED);
  if (reported && effects.first(index) === from && effects.second(index) === to) return;
  const block = blockText(from, s.order[handle]!);
  throw new Objection('INV-4', `no collapse of ${block} into ${hex(to)} was reported`, from);
}

function join(s: WorldState, serving: Serving, handle: number, other: number, to: number): void {
  const order = s.order[handle]!;
  const sources = [s.at[handle]!, s.at[other]!] as const;
  for (const from of sources) stepFrames(s, PAGE_EVENT.migrateBegin, from, 1 << order);
  serveBlock(s, serving, to);
  stepFrames(s, serving.terms.arrive, to, 2 << order);
  forget(s, other);
  lift(s, handle);
  s.order[handle] = order + 1;
  s.at[handle] = to;
  place(s, handle, to);
  stepHugePage(s, handle, 'join', { from: HUGE_PAGE_LEAF.freed });
  for (const from of sources) releaseFrames(s, PAGE_EVENT.vacate, from, order);
}

function judgeRefusal(
  s: WorldState,
  serving: Serving,
  handle: number,
  other: number,
  alike: boolean,
  answer: number,
  effects: Effects,
  from: number,
): void {
  const culprit = culpritOf(effects, from, 'a refused collapse');
  const free = mayMove(s, handle) && mayMove(s, other);
  const justified = !alike
    ? answer === INVALID && culprit < 0
    : answer === BUSY
      ? keepsFromMoving(s, handle, culprit) || keepsFromMoving(s, other, culprit)
      : answer === NO_MEMORY && culprit < 0 && free && whyNotOutOfMemory(s, serving) === null;
  if (!justified) {
    const what = `making one of ${hex(s.at[handle]!)} and ${hex(s.at[other]!)}`;
    throw new Objection('INV-3', `${what} was answered ${answerName(answer)}, which nothing justifies`);
  }
  s.witnesses[WITNESS['collapse-refused']]!++;
}
