import type { Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, INVALID } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { HUGE_PAGE_LEAF } from '../machines/hugePageRules.ts';
import { hold, isHeld, lift, place } from './allocations.ts';
import { answerName } from './answerName.ts';
import { culpritOf } from './culpritOf.ts';
import { mustEnd } from './effects.ts';
import { FREED, followGivenBack } from './followFree.ts';
import { accepts, isUserMemory, stepHugePage } from './hugePages.ts';
import { blockText, Objection } from './objection.ts';
import { ANY_CPU, type WorldState } from './state.ts';

const { split: BETWEEN } = HUGE_PAGE_LEAF;

/** Follows the unmapping of a half: nothing is free, and the block waits, once, to be split. */
export function followUnmapPart(s: WorldState, handle: number, answer: number, effects: Effects): void {
  mustEnd(effects, 0, 'unmapPart');
  if (answer === DONE && isUserMemory(s, handle)) {
    stepHugePage(s, handle, 'unmapPart');
    s.queued[handle] = 1;
    s.witnesses[WITNESS['part-unmapped']]!++;
    return;
  }
  const possible = isUserMemory(s, handle) && accepts(s, handle, 'unmapPart');
  if (answer !== INVALID || possible) objectTo(s, handle, 'unmapping half', answer);
}

/** Follows a split: two allocations of half the size, or one and free memory; or nothing, for a reason. */
export function followSplit(
  s: WorldState,
  handle: number,
  upper: number,
  answer: number,
  effects: Effects,
): void {
  s.cpu = ANY_CPU;
  const possible = isUserMemory(s, handle) && s.order[handle]! > 0; // The run loop splits only what lives.
  if (answer === DONE && isUserMemory(s, handle)) return apply(s, handle, upper, effects);
  const culprit = culpritOf(effects, 0, 'a refused split');
  const busy = answer === BUSY && culprit === s.at[handle] && isHeld(s, handle);
  if (possible ? !busy : answer !== INVALID || culprit >= 0) objectTo(s, handle, 'splitting', answer);
  if (busy) s.witnesses[WITNESS['split-refused']]!++;
}

function apply(s: WorldState, handle: number, upper: number, effects: Effects): void {
  stepHugePage(s, handle, 'split');
  stepHugePage(s, handle, 'part', { from: BETWEEN });
  stepHugePage(s, handle, s.queued[handle] === 0 ? 'part' : 'partFreed', { from: BETWEEN });
  const pfn = s.at[handle]!;
  const order = s.order[handle]! - 1;
  const isUnmapped = s.queued[handle] !== 0;
  lift(s, handle);
  s.queued[handle] = 0;
  s.order[handle] = order;
  place(s, handle, pfn);
  s.witnesses[WITNESS[isUnmapped ? 'split-freed' : 'split']]!++;
  if (isUnmapped) return followGivenBack(s, pfn + (1 << order), order, FREED, effects);
  mustEnd(effects, 0, 'split');
  s.owner[upper] = s.owner[handle]!;
  s.locked[upper] = s.locked[handle]!;
  hold(s, upper, pfn + (1 << order), order, s.claim[handle]!);
}

function objectTo(s: WorldState, handle: number, what: string, answer: number): never {
  const pfn = s.at[handle]!;
  const block = blockText(pfn, s.order[handle]!);
  const said = answerName(answer);
  const rule = answer === DONE ? 'INV-174' : 'INV-3';
  throw new Objection(rule, `${what} ${block} was answered ${said}, which nothing justifies`, pfn);
}
