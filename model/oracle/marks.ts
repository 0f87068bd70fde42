import {
  CMA,
  HIGHATOMIC,
  MIGRATETYPES,
  MIRROR,
  MOVABLE,
  RECLAIMABLE,
  UNMOVABLE,
} from '../../spec/zones/migratetype.ts';
import { ZONE_MOVABLE, ZONES_PER_NODE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { hasOwn } from './freeIndex.ts';
import type { WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

/** The marks a request is held against, in the order it meets them. */
export const RUNG_LOW = 0;
export const RUNG_MIN = 1;
/** No mark at all: a block is enough. */
export const RUNG_NONE = 2;

export const FAILS = 0;
export const PASSES = 1;
/** Free pages that may be on a private list decide, and the target does not tell. */
export const UNKNOWN = 2;

/** Whether the request may look at the zone at all; see `isEligible` in the specification. */
export function isEligibleZone(s: WorldState, terms: RequestTerms, zone: number): boolean {
  const index = zoneIndexOf(zone);
  if (index > terms.ceiling || s.managed[zone] === 0) return false;
  if (terms.mandatory)
    return terms.fromReserve ? s.mirrored[zone]! > 0 : s.mirrored[zone] === s.managed[zone];
  return !terms.outside || index === ZONE_MOVABLE;
}

/** The rule that keeps a request out of a zone it may not look at: a promise that ended with a mirror, or the order of zones. */
export const ruleOfEligibility = (s: WorldState, { mandatory }: RequestTerms): string =>
  mandatory && s.brokenMirror.includes(1) ? 'INV-161' : 'INV-125';

/** Whether the zone passes the check of a rung for a request of that order: FAILS, PASSES or UNKNOWN. */
export function zonePasses(
  s: WorldState,
  terms: RequestTerms,
  zone: number,
  order: number,
  rung: number,
): number {
  if (terms.fromReserve) return hasOwn(s, zone, MIRROR, order) ? PASSES : FAILS;
  const doubt = Math.min(s.doubtful[zone]!, s.mostDoubtful[zone]!); // Zones come from zonelists of this map, here and below.
  if (rung !== RUNG_NONE) {
    const unseen = rung === RUNG_MIN && terms.seesReserve ? 0 : s.freeHighatomic[zone]!;
    const unusable = (terms.type === MOVABLE ? 0 : s.freeCma[zone]!) + unseen;
    const mark = rung === RUNG_LOW ? s.low[zone]! + s.boost[zone]! : minMark(s, terms, zone, order);
    const needed = mark + s.reserve[zone * ZONES_PER_NODE + terms.ceiling]! + (1 << order) - 1 + unusable;
    if (s.free[zone]! <= needed) return FAILS;
    if (s.free[zone]! - doubt <= needed) return UNKNOWN;
    if (order === 0 && s.freeHighatomic[zone] === 0) return PASSES;
  }
  if (!hasUsable(s, terms.type, zone, order))
    return rung === RUNG_MIN && reserveHas(s, terms, zone, order) ? PASSES : FAILS;
  return doubt > 0 && blocksFor(s, terms.type, zone, order) <= doubt ? UNKNOWN : PASSES;
}

/** Whether some list that the request may use holds a block of at least this order. */
export function hasUsable(s: WorldState, type: number, zone: number, order: number): boolean {
  const at = zone * MIGRATETYPES;
  let orders = s.orders[at + UNMOVABLE]! | s.orders[at + MOVABLE]! | s.orders[at + RECLAIMABLE]!;
  if (type === MOVABLE) orders |= s.orders[at + CMA]!;
  if (s.prefersMirror) orders |= s.orders[at + MIRROR]!;
  return orders >>> order !== 0;
}

/** Whether what is reserved for high-order atomic requests holds a block that this one may take at the min mark. */
export const reserveHas = (s: WorldState, terms: RequestTerms, zone: number, order: number): boolean =>
  s.freeHighatomic[zone]! > 0 &&
  (order === 0 ? terms.nonBlock : isHighatomic(terms, order)) &&
  hasOwn(s, zone, HIGHATOMIC, order);

/** The requests that the reserve is for. Source: mm/page_alloc.c, ALLOC_HIGHATOMIC. */
export const isHighatomic = ({ nonBlock, right }: RequestTerms, order: number): boolean =>
  order > 0 && nonBlock && right > 0;

/** Disjoint blocks of this order in what the request may use: a page that is private after all spoils one of them. */
function blocksFor(s: WorldState, type: number, zone: number, order: number): number {
  let count = 0;
  for (const list of type === MOVABLE ? WITH_CMA : ORDINARY)
    for (let size = order; size <= s.maxOrder; size++)
      count += s.blocks[(zone * MIGRATETYPES + list) * (s.maxOrder + 1) + size]! << (size - order);
  return count;
}

const ORDINARY = [UNMOVABLE, MOVABLE, RECLAIMABLE];
const WITH_CMA = [...ORDINARY, CMA];

/** The first zone of the zonelist that passes the rung, or -1. A zone that is UNKNOWN passes only if it is `favoured`. */
export function firstPassing(
  s: WorldState,
  terms: RequestTerms,
  node: number,
  order: number,
  rung: number,
  favoured: number,
): number {
  const list = terms.zonelists[node]!;
  for (let place = 0; place < list.length; place++) {
    const zone = list[place]!;
    if (!isEligibleZone(s, terms, zone)) continue;
    const passes = zonePasses(s, terms, zone, order, rung);
    if (passes === PASSES) return zone;
    if (passes === UNKNOWN) {
      s.undecided++;
      if (zone === favoured) return zone;
    }
  }
  return -1;
}

/**
 * The min mark after the rights of a request: half, or three eighths, in the integer order of the kernel. A single page with a
 * right to the reserve is not held against the boost. Source: zone_watermark_fast, __zone_watermark_ok.
 */
function minMark(s: WorldState, { right }: RequestTerms, zone: number, order: number): number {
  const boost = right > 0 && order === 0 ? 0 : s.boost[zone]!;
  const min = s.min[zone]! + boost;
  if (right === 0) return min;
  const halved = min - (min >> 1);
  return right === 1 ? halved : halved - (halved >> 2);
}
