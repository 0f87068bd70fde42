import { WITNESS } from '../../spec/witnesses.ts';
import {
  CMA,
  FALLBACKS,
  HIGHATOMIC,
  isOrdinary,
  MIGRATETYPE_NAMES,
  MIGRATETYPES,
  MIRROR,
  MOVABLE,
  RECLAIMABLE,
  UNMOVABLE,
} from '../../spec/zones/migratetype.ts';
import { isClaimDue } from './claimOrder.ts';
import { containingOrder, hasOwn } from './freeIndex.ts';
import { hasUsable, isHighatomic, RUNG_MIN } from './marks.ts';
import { blockText, Objection } from './objection.ts';
import type { Serving } from './serving.ts';
import { knowsTypes, type WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

/**
 * Judges the list a block was taken from, before it leaves the index: own type; CMA first when it is more than half of the
 * free memory, else after the own lists; then a loan from another type. Source: mm/page_alloc.c, __rmqueue.
 */
export function judgeList(s: WorldState, serving: Serving, pfn: number, order: number): void {
  const { terms } = serving;
  const zone = s.zone[pfn]!; // The frames were found on a free list, so they have a zone.
  const from = s.blockType[pfn >> s.pageblockOrder]!;
  if (s.habits.groupsByMobility && from === CMA && terms.type !== MOVABLE)
    object('INV-139', 'which only movable requests may use', s, terms, pfn, order);
  if (!knowsTypes(s) || terms.fromReserve) return; // The reserve has but one list.
  if (s.freeHighatomic[zone]! > 0 && judgeReserved(s, serving, pfn, order, from)) return;
  if (s.prefersMirror && judgeMirrorList(s, terms, pfn, order, from)) return;
  const ownHas = hasOwn(s, zone, terms.type, order);
  const cmaHas = terms.type === MOVABLE && hasOwn(s, zone, CMA, order);
  const cmaFirst = cmaHas && s.freeCma[zone]! * 2 > s.free[zone]!;
  if (from === CMA) return judgeCma(s, terms, pfn, order, ownHas, cmaFirst);
  if (from === terms.type) {
    if (cmaFirst)
      object('INV-140', 'although CMA is more than half of the free memory', s, terms, pfn, order);
    return;
  }
  if (!isOrdinary(from)) object('INV-138', 'which lends to nobody', s, terms, pfn, order);
  if (ownHas || cmaHas) object('INV-142', 'although its own lists have a block', s, terms, pfn, order);
  judgeLoan(s, serving, pfn, order, from);
}

/**
 * Where pageblocks of the mirror have a type of their own, kernel requests take from them first and user requests last. True
 * if that settles it.
 */
function judgeMirrorList(
  s: WorldState,
  terms: RequestTerms,
  pfn: number,
  order: number,
  from: number,
): boolean {
  const zone = s.zone[pfn]!;
  const mirrorHas = hasOwn(s, zone, MIRROR, order);
  if (terms.prefersMirror && from !== MIRROR) {
    if (mirrorHas) object('INV-142', 'although the mirror has a block', s, terms, pfn, order);
    s.witnesses[WITNESS['mirror-type-empty']]!++;
  }
  if (from !== MIRROR) return false;
  if (terms.prefersMirror) s.witnesses[WITNESS['mirror-type-first']]!++;
  else {
    for (const type of [UNMOVABLE, MOVABLE, RECLAIMABLE, CMA])
      if (hasOwn(s, zone, type, order))
        object('INV-142', 'which is the last resort of user memory', s, terms, pfn, order);
    s.witnesses[WITNESS['mirror-type-last']]!++;
  }
  return true;
}

/**
 * High-order atomic requests take from what is reserved for them before any other list, those of the mirror among them; others
 * that cannot wait take from it last. True if that settles it. Source: rmqueue_buddy, which looks there before __rmqueue.
 */
function judgeReserved(s: WorldState, serving: Serving, pfn: number, order: number, from: number): boolean {
  const { terms } = serving;
  const zone = s.zone[pfn]!;
  const atMin = s.lastRung === RUNG_MIN;
  const isFor = atMin && isHighatomic(terms, order);
  if (from !== HIGHATOMIC) {
    if (isFor && hasOwn(s, zone, HIGHATOMIC, order))
      object('INV-133', 'although a pageblock is reserved for it', s, terms, pfn, order);
    return false;
  }
  if (!isFor && !(atMin && terms.nonBlock && !hasUsable(s, terms.type, zone, order)))
    object('INV-133', 'which it has no right to', s, terms, pfn, order);
  s.witnesses[isFor ? WITNESS['highatomic-served'] : WITNESS['highatomic-lent']]!++;
  return true;
}

function judgeCma(
  s: WorldState,
  terms: RequestTerms,
  pfn: number,
  order: number,
  ownHas: boolean,
  cmaFirst: boolean,
): void {
  if (!cmaFirst && ownHas) object('INV-140', 'although its own lists have a block', s, terms, pfn, order);
  s.witnesses[cmaFirst ? WITNESS['cma-first'] : WITNESS['cma-last']]!++;
  if (s.cmaInMovable) s.witnesses[WITNESS['cma-zone-served']]!++;
}

/**
 * A loan takes the smallest block that will do, from the first type of the table; pageblocks that can be claimed are claimed
 * instead. A refill that has begun to borrow goes on, since it holds the lock.
 */
function judgeLoan(s: WorldState, serving: Serving, pfn: number, order: number, from: number): void {
  const { terms } = serving;
  const zone = s.zone[pfn]!;
  const row = FALLBACKS[terms.type]!; // Requests have ordinary types.
  if (!serving.stealing && isClaimDue(s, zone, terms.type, order))
    object(
      'INV-141',
      'although a pageblock that is free, or half free or alike, could be claimed',
      s,
      terms,
      pfn,
      order,
    );
  serving.stealing = true;
  const whole = containingOrder(s, pfn, order);
  for (let smallest = order; smallest <= whole; smallest++) {
    const lender = row.find((type) => (s.orders[zone * MIGRATETYPES + type]! >>> smallest) & 1);
    if (lender === undefined) continue;
    if (smallest !== whole || lender !== from)
      object('INV-142', 'out of the order of the fallback table', s, terms, pfn, order);
    s.witnesses[WITNESS.stolen]!++;
    return;
  }
}

function object(
  invariant: string,
  reason: string,
  s: WorldState,
  terms: RequestTerms,
  pfn: number,
  order: number,
): never {
  const from = MIGRATETYPE_NAMES[s.blockType[pfn >> s.pageblockOrder]!];
  throw new Objection(
    invariant,
    `${blockText(pfn, order)} of a ${from} pageblock served a request for ${MIGRATETYPE_NAMES[terms.type]}, ${reason}`,
    pfn,
  );
}
