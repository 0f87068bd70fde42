import {
  EFFECT_BOOSTED,
  EFFECT_CACHED,
  EFFECT_KINDS,
  EFFECT_PUT_BACK,
  EFFECT_TOOK,
  EFFECT_TYPE_CHANGED,
  EFFECT_ZEROED,
  type Effects,
} from '../../spec/operations/effects.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { CMA, HIGHATOMIC, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { followZeroed } from './content.ts';
import { followBoost } from './followBoost.ts';
import { followUnreserve, isReserved, mustHaveUnreservedFirst } from './followReserve.ts';
import { insertFree } from './freeIndex.ts';
import { mustNotHoard } from './fullness.ts';
import { followClaim } from './judgeClaim.ts';
import { isOutOfMemory, judgeZone } from './judgeZone.ts';
import { blockText, hex, Objection } from './objection.ts';
import {
  countCached,
  isCacheable,
  mustBeBlock,
  mustBeDrained,
  mustBeOneZone,
  mustKeepPledge,
  mustMayUse,
  takeFromLists,
} from './serve.ts';
import type { Serving } from './serving.ts';
import { ANY_CPU, FACT_ISOLATED, knowsTypes, TAG_CACHED, TAG_NONE, type WorldState } from './state.ts';
import { mustAccept, stepFrames } from './step.ts';

/** A block moves from the buddy lists to a private list, on behalf of a request. */
export function followTook(s: WorldState, serving: Serving, pfn: number, order: number): void {
  mustBeBlock(s, pfn, order);
  mustBeOneZone(s, pfn, order);
  mustBeCacheable(s, pfn, order);
  stepFrames(s, PAGE_EVENT.take, pfn, 1 << order);
  mustAccept(s, serving.event, pfn, 1 << order); // A list that serves this request holds nothing it may not have.
  const zone = s.zone[pfn]!; // `mustBeBlock` has seen that the frames exist.
  mustBeDrained(s, serving);
  if (serving.refilledZone !== zone) mustMayUse(s, serving, zone, pfn);
  mustKeepPledge(serving, zone, pfn);
  serving.pledgedZone = zone;
  if (serving.refilledZone !== zone) {
    serving.stealing = false;
    if (serving.admittedZone !== zone) judgeZone(s, serving, order, zone, pfn);
    serving.refilledZone = zone;
    serving.taken = 0;
    s.witnesses[WITNESS.refilled]!++;
  }
  takeFromLists(s, serving, pfn, order);
  keepPrivately(s, pfn, order, serving.terms.type);
  serving.taken += 1 << order;
  serving.tried = 0;
  mustNotHoard(s, zone, serving.taken, order);
}

/** A block goes back from a private list to the buddy lists. */
export function followPutBack(s: WorldState, pfn: number, order: number): void {
  mustBeBlock(s, pfn, order);
  if (s.tag[pfn] !== TAG_CACHED + order) {
    throw new Objection('INV-119', `${blockText(pfn, order)} was put back, but is on no private list`, pfn);
  }
  const zone = s.zone[pfn]!;
  s.tag[pfn] = TAG_NONE;
  countCached(s, pfn, -(1 << order));
  stepFrames(s, PAGE_EVENT.putBack, pfn, 1 << order);
  if (s.facts[pfn]! & FACT_ISOLATED) s.isolatedFree[zone]! += 1 << order;
  else insertFree(s, pfn, order);
  s.witnesses[WITNESS.drained]!++;
}

/** A freed block stays on a private list, of its pageblock's type; CMA hides among MOVABLE. */
export function followCached(s: WorldState, pfn: number, order: number, event: number): void {
  mustBeCacheable(s, pfn, order);
  mustNotBeMirror(s, pfn, order);
  stepFrames(s, event, pfn, 1 << order);
  const type = s.blockType[pfn >> s.pageblockOrder]!;
  keepPrivately(s, pfn, order, type === CMA || type === HIGHATOMIC ? MOVABLE : type);
  s.witnesses[WITNESS['cached-on-free']]!++;
}

/** The effects any request may have before it is answered; returns the number of the first other one. */
export function followRequestEffects(
  s: WorldState,
  serving: Serving,
  effects: Effects,
  from: number,
): number {
  for (let index = from; index < effects.count; index++) {
    const pfn = effects.first(index);
    switch (effects.kind(index)) {
      case EFFECT_TOOK:
        followTook(s, serving, pfn, effects.second(index));
        break;
      case EFFECT_PUT_BACK:
        if (!serving.drained || serving.pledgedZone >= 0) noteDrain(s, serving, pfn);
        followPutBack(s, pfn, effects.second(index));
        serving.refilledZone = -1;
        serving.admittedZone = -1;
        break;
      case EFFECT_BOOSTED:
        followBoost(s, serving, pfn, effects.second(index));
        break;
      case EFFECT_ZEROED:
        followZeroed(s, pfn, effects.second(index));
        break;
      case EFFECT_TYPE_CHANGED: {
        if (effects.second(index) === HIGHATOMIC) return index; // Of the block that is granted: see followReserve.ts.
        if (isReserved(s, pfn)) {
          followUnreserve(s, serving, pfn, effects.second(index));
          break;
        }
        const { start, end } = followClaim(s, serving, pfn, effects.second(index));
        index = followRestOfClaim(s, effects, index, start, end);
        break;
      }
      default:
        return index;
    }
  }
  return effects.count;
}

/**
 * One claim of several pageblocks is reported one by one: each once, in any order. Where types are not known, as many of
 * them as the target likes.
 *
 * @returns the place of the last report
 */
function followRestOfClaim(
  s: WorldState,
  effects: Effects,
  first: number,
  start: number,
  end: number,
): number {
  const count = (end - start) >> s.pageblockOrder;
  for (let index = first + 1; index < first + count; index++) {
    if (isReportOf(s, effects, first, index, start, end)) continue;
    if (!knowsTypes(s)) return index - 1;
    throw new Objection(
      'INV-4',
      `${count} pageblocks from ${hex(start)} on were claimed at once, but not each of them was reported`,
      start,
    );
  }
  return first + count - 1;
}

/** The record names a pageblock of the claim that no record since `first` has named. */
function isReportOf(
  s: WorldState,
  effects: Effects,
  first: number,
  index: number,
  start: number,
  end: number,
): boolean {
  if (index >= effects.count || effects.kind(index) !== EFFECT_TYPE_CHANGED) return false;
  const pfn = effects.first(index);
  const aligned = pfn % (1 << s.pageblockOrder) === 0;
  if (!aligned || pfn < start || pfn >= end || effects.second(index) !== effects.second(first)) return false;
  for (let before = first; before < index; before++) if (effects.first(before) === pfn) return false;
  return true;
}

/** A request that may wait has all private lists drained, once no zone can serve it and before it takes anything. */
function noteDrain(s: WorldState, serving: Serving, pfn: number): void {
  const { terms, node, order, pledgedZone } = serving;
  if (terms.mayWait && pledgedZone < 0 && isOutOfMemory(s, terms, node, order)) {
    if (!serving.drainsAnyway) mustHaveUnreservedFirst(s, serving);
    serving.drained = true;
  } else if (!serving.drainsAnyway) {
    const [rule, why] = terms.mayWait ? ['INV-4', 'could be served without'] : ['INV-205', 'cannot wait'];
    const objection = new Objection(rule, `private lists were drained for a request that ${why}`, pfn);
    if (!serving.isRefused) throw objection;
    serving.tooEarly ??= objection;
  }
}

/** Nothing else may have happened. */
export function mustEnd(effects: Effects, index: number, operation: string): void {
  if (index === effects.count) return;
  const kind = EFFECT_KINDS[effects.kind(index)] ?? 'unknown';
  throw new Objection(
    'INV-4',
    `${operation} reported ${kind}(${effects.first(index)}), which it is not entitled to`,
  );
}

/**
 * The effects of an operation that may only empty private lists.
 *
 * @param cpu whose lists; ANY_CPU for all
 * @returns the place of the first other record
 */
export function followDrains(s: WorldState, effects: Effects, from: number, cpu: number = ANY_CPU): number {
  let index = from;
  while (index < effects.count && effects.kind(index) === EFFECT_PUT_BACK) {
    followPutBack(s, effects.first(index), effects.second(index));
    if (cpu >= 0) mustBeListOf(s, cpu, effects.first(index));
    index++;
  }
  return index;
}

/** Whoever drains the lists of one CPU leaves those of the others alone. Whose list a block was on is not always known. */
function mustBeListOf(s: WorldState, cpu: number, pfn: number): void {
  const list = s.listCpu[pfn]!; // It has just been put back.
  if (list < 0 || list === cpu) return;
  throw new Objection('INV-119', `CPU ${cpu} put back ${blockText(pfn, 0)} from CPU ${list}'s list`, pfn);
}

/** The freed block is reported as kept on a private list at this place of the log. */
export const isCachedAt = (effects: Effects, index: number): boolean =>
  index < effects.count && effects.kind(index) === EFFECT_CACHED;

/** A freed page of the mirror goes straight home: on a private list whoever comes next could have it. */
function mustNotBeMirror(s: WorldState, pfn: number, order: number): void {
  if (s.blockType[pfn >> s.pageblockOrder] !== MIRROR) return;
  throw new Objection(
    'INV-118',
    `${blockText(pfn, order)} of a pageblock of the mirror was kept on a private list`,
    pfn,
  );
}

function mustBeCacheable(s: WorldState, pfn: number, order: number): void {
  if (!s.habits.reportsCache) {
    throw new Objection(
      'INV-4',
      `${blockText(pfn, order)} moved to a private list, which the target said it would not report`,
      pfn,
    );
  }
  if (!isCacheable(s, order)) {
    throw new Objection('INV-118', `${blockText(pfn, order)} is too large for a private list`, pfn);
  }
}

function keepPrivately(s: WorldState, pfn: number, order: number, type: number): void {
  s.tag[pfn] = TAG_CACHED + order;
  s.listType[pfn] = type;
  s.listCpu[pfn] = s.cpu;
  countCached(s, pfn, 1 << order);
}
