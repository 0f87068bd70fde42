import { GFP } from '../../spec/requests/gfp.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { ZONE_MOVABLE, zoneIndexOf, zoneTitle } from '../../spec/zones/zone.ts';
import {
  FAILS,
  firstPassing,
  hasUsable,
  isEligibleZone,
  PASSES,
  RUNG_LOW,
  RUNG_MIN,
  RUNG_NONE,
  ruleOfEligibility,
  zonePasses,
} from './marks.ts';
import { blockText, Objection } from './objection.ts';
import type { Serving } from './serving.ts';
import type { WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

/**
 * Judges the zone a request was served from, at the moment pages left the buddy lists: it is the first of the zonelist
 * that passes the low marks, or, if none does, the first that passes the min marks with the request's rights, or, for a
 * request that ignores marks, the first with a block. Once private lists were emptied for it, it is past the low marks; if
 * they may have been emptied for another reason, it may as well still be at them.
 *
 * A block of a private list takes the same way; a request that ignores marks needs nothing but that block.
 *
 * @param order of the block; a refill may take others than the request is for
 */
export function judgeZone(
  s: WorldState,
  serving: Serving,
  order: number,
  zone: number,
  pfn: number,
  isCached = false,
): void {
  s.decided++;
  s.lastRung = RUNG_LOW;
  const { terms, node, drained } = serving;
  let first = drained && !serving.drainsAnyway ? -1 : firstPassing(s, terms, node, order, RUNG_LOW, zone);
  if (first === zone) return;
  if (first < 0 || drained) {
    first = firstPassing(s, terms, node, order, RUNG_MIN, zone);
    if (first === zone) {
      s.rung = RUNG_MIN;
      s.lastRung = RUNG_MIN;
      s.witnesses[terms.right === 0 ? WITNESS['below-low'] : WITNESS['reserve-used']]!++;
      return;
    }
  }
  if (first < 0 && terms.ignoresMarks) {
    first = firstPassing(s, terms, node, order, RUNG_NONE, zone);
    if (first === zone || (isCached && precedes(terms.zonelists[node]!, zone, first))) {
      s.rung = RUNG_NONE;
      s.lastRung = RUNG_NONE;
      s.witnesses[WITNESS['reserve-used']]!++;
      return;
    }
  }
  objectToZone(s, terms, order, zone, pfn, first);
}

/** The zone stands before the other in the list, or there is no other. */
const precedes = (list: Int32Array, zone: number, other: number): boolean =>
  other < 0 || list.indexOf(zone) < list.indexOf(other);

/** Where the target does not tell of private lists, no zone before that of the grant may have memory above its low mark. */
function judgeEarlierZones(
  s: WorldState,
  terms: RequestTerms,
  node: number,
  order: number,
  zone: number,
  pfn: number,
): void {
  const list = terms.zonelists[node]!; // Nodes come from the map.
  for (let place = 0; place < list.length && list[place] !== zone; place++) {
    const earlier = list[place]!;
    if (!isEligibleZone(s, terms, earlier)) continue;
    if (zonePasses(s, terms, earlier, order, RUNG_LOW) === 1)
      objectToZone(s, terms, order, zone, pfn, earlier);
  }
}

/**
 * Judges a grant that may have come from a private list of which the target does not tell: when, it does not tell either, so
 * that there is no decision if the zone might fail its check.
 */
export function judgeDoubtfulZone(
  s: WorldState,
  terms: RequestTerms,
  node: number,
  order: number,
  zone: number,
  pfn: number,
): void {
  s.decided++;
  const passes = zonePasses(s, terms, zone, order, RUNG_MIN);
  // Even with everything on the buddy lists the zone would be too low.
  if (passes === FAILS && !terms.ignoresMarks) objectToZone(s, terms, order, zone, pfn, -1);
  if (passes !== PASSES) s.undecided++;
  judgeEarlierZones(s, terms, node, order, zone, pfn);
}

/**
 * Whether a refusal for lack of memory is justified: no eligible zone passes the last rung that the request reaches. A
 * request that may wait has seen all private lists emptied.
 */
export function isOutOfMemory(s: WorldState, terms: RequestTerms, node: number, order: number): boolean {
  s.decided++;
  const rung = terms.ignoresMarks ? RUNG_NONE : RUNG_MIN;
  return firstPassing(s, terms, node, order, rung, -1) < 0;
}

/** Which rule keeps the request at the mark: a flag that says so, the bound of its rights, or having none. */
function ruleOfMark({ gfp, right }: RequestTerms): string {
  if (gfp & GFP.NOMEMALLOC) return 'INV-131';
  return right > 0 ? 'INV-129' : 'INV-128';
}

function objectToZone(
  s: WorldState,
  terms: RequestTerms,
  order: number,
  zone: number,
  pfn: number,
  better: number,
): never {
  const served = `${blockText(pfn, order)} came from ${zoneTitle(zone)}`;
  if (!isEligibleZone(s, terms, zone))
    throw new Objection(ruleOfEligibility(s, terms), `${served}, which the request may not use`, pfn);
  if (better >= 0) {
    const userInMirror =
      s.inForce && zoneIndexOf(better) === ZONE_MOVABLE && zoneIndexOf(zone) !== ZONE_MOVABLE;
    throw new Objection(
      userInMirror && s.design.userInMirror !== 'never' ? 'INV-150' : 'INV-125',
      `${served}, although ${zoneTitle(better)} passes its check first`,
      pfn,
    );
  }
  const marked = hasUsable(s, terms.type, zone, order); // So a mark was in the way.
  throw new Objection(
    marked ? ruleOfMark(terms) : 'INV-130',
    marked
      ? `${served} with ${s.free[zone]} pages free, at or below its min mark ${s.min[zone]} and the reserve for the request`
      : `${served}, where no list that the request may use holds a block of order ${order}`,
    pfn,
  );
}
