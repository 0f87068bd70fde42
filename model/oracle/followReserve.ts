import { EFFECT_TYPE_CHANGED, type Effects } from '../../spec/operations/effects.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { HIGHATOMIC, isOrdinary } from '../../spec/zones/migratetype.ts';
import { zoneTitle } from '../../spec/zones/zone.ts';
import { hasOwn, insertFree, removeFree } from './freeIndex.ts';
import { isAt } from './isAt.ts';
import { moveFree } from './judgeClaim.ts';
import { hasRoom, reservedIn } from './judgeReserve.ts';
import { isOutOfMemory } from './judgeZone.ts';
import { isEligibleZone } from './marks.ts';
import { hex, Objection } from './objection.ts';
import type { Serving } from './serving.ts';
import { FACT_ISOLATED, knowsTypes, type WorldState } from './state.ts';

/** The effect says that a granted block's pageblock was reserved. */
export const isReserveAt = (effects: Effects, index: number, answer: number): boolean =>
  answer >= 0 && isAt(effects, index, EFFECT_TYPE_CHANGED) && effects.second(index) === HIGHATOMIC;

/** Whether the pageblock is reserved for high-order atomic requests. */
export const isReserved = (s: WorldState, pfn: number): boolean =>
  s.blockType[pfn >> s.pageblockOrder] === HIGHATOMIC;

/**
 * A high-order atomic request was served at the min mark: its pageblock is reserved, if the zone may have one more, and otherwise
 * not. Source: mm/page_alloc.c, reserve_highatomic_pageblock.
 *
 * @returns place of the first effect behind the reservation
 */
export function followReserve(
  s: WorldState,
  pfn: number,
  order: number,
  effects: Effects,
  from: number,
): number {
  const first = pfn & -(1 << s.pageblockOrder);
  const due = mayReserve(s, pfn);
  const reported = isReserveAt(effects, from, pfn) && effects.first(from) === first;
  if (due !== reported && knowsTypes(s)) {
    throw new Objection(
      'INV-133',
      `the pageblock at ${hex(first)} was ${reported ? '' : 'not '}reserved for high-order atomic requests, of which its zone ${due ? 'may have one more' : 'has enough'}`,
      first,
    );
  }
  if (!reported) return from;
  let index = from;
  for (let start = first; start < pfn + (1 << order); start += 1 << s.pageblockOrder, index++) {
    if (isReserveAt(effects, index, pfn) && effects.first(index) === start)
      moveFree(s, start, 1 << s.pageblockOrder, HIGHATOMIC);
    else throw new Objection('INV-4', `the pageblock at ${hex(start)} was reserved in part`, start);
  }
  s.witnesses[WITNESS['highatomic-reserved']]!++;
  return index;
}

/**
 * A request that may wait and is about to fail gets one reserved pageblock; the last of a zone stays while there is progress.
 * Source: mm/page_alloc.c, unreserve_highatomic_pageblock.
 */
export function followUnreserve(s: WorldState, serving: Serving, pfn: number, type: number): void {
  const { terms, node, order } = serving;
  const start = pfn & -(1 << s.pageblockOrder);
  const zone = s.zone[start]!; // The pageblock has a type, so it is there.
  const why = !terms.mayWait
    ? 'for a request that cannot wait'
    : type !== terms.type
      ? 'for another type than the request asks for'
      : start !== pfn || reservedIn(s, zone) <= serving.keepsReserved
        ? 'although it is the last of its zone'
        : serving.pledgedZone >= 0 || !isOutOfMemory(s, terms, node, order)
          ? 'for a request that could be served without'
          : null;
  if (why !== null && knowsTypes(s))
    throw new Objection('INV-133', `the reserved pageblock at ${hex(pfn)} was given up, ${why}`, pfn);
  giveUp(s, start, type);
  serving.unreserved++;
  serving.drained = true; // It has come as far as that: private lists are emptied next, whatever this has brought.
  s.witnesses[WITNESS['highatomic-unreserved']]!++;
}

/**
 * A round that made memory has had one reserved pageblock given up, and one that made none has left none with free pages. Source:
 * mm/page_alloc.c, __alloc_pages_direct_reclaim, should_reclaim_retry.
 */
export function mustHaveUnreserved(s: WorldState, { terms, node, keepsReserved, unreserved }: Serving): void {
  if (!knowsTypes(s) || (keepsReserved > 0 && unreserved > 0)) return;
  for (const zone of terms.zonelists[node]!) {
    if (!isEligibleZone(s, terms, zone) || !hasOwn(s, zone, HIGHATOMIC, 0)) continue;
    if (reservedIn(s, zone) <= keepsReserved) continue;
    throw new Objection(
      'INV-133',
      `a request went on without a block, and reserved pageblocks of ${zoneTitle(zone)} with free pages were not given up`,
    );
  }
}

/**
 * A request that may wait is about to have private lists emptied: the first zone of it that has more than one reserved pageblock
 * has given one up by then. Source: as above.
 */
export function mustHaveUnreservedFirst(s: WorldState, serving: Serving): void {
  if (serving.terms.mayWait && !serving.terms.fromReserve) mustHaveUnreserved(s, serving);
}

/** Of a free block of several pageblocks only this one changes its type. */
function giveUp(s: WorldState, start: number, type: number): void {
  const order = s.pageblockOrder;
  if (!removeFree(s, start, order)) return moveFree(s, start, 1 << order, type);
  s.blockType[start >> order] = type;
  insertFree(s, start, order);
}

function mayReserve(s: WorldState, pfn: number): boolean {
  const zone = s.zone[pfn]!; // The block was granted.
  const pages = 1 << s.pageblockOrder;
  const first = pfn & -pages;
  if (!isOrdinary(s.blockType[first >> s.pageblockOrder]!)) return false;
  for (let frame = first; frame < first + pages; frame++)
    if (s.zone[frame] !== zone || s.facts[frame]! & FACT_ISOLATED) return false;
  return hasRoom(s, zone);
}
