import { WITNESS } from '../../spec/witnesses.ts';
import { boostAfter } from '../../spec/zones/boost.ts';
import { CMA, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { zoneTitle } from '../../spec/zones/zone.ts';
import { leastToClaim, lenderOf } from './claimOrder.ts';
import { hasOwn } from './freeIndex.ts';
import { judgeZone } from './judgeZone.ts';
import { Objection } from './objection.ts';
import { mustBeDrained, mustKeepPledge } from './serve.ts';
import type { Serving } from './serving.ts';
import { knowsTypes, type WorldState } from './state.ts';
import { drift, stepPressure } from './zonePressure.ts';

/**
 * A claim of a part of a pageblock is tried for a request, and raises the marks of its zone, whether it succeeds or not. The
 * check that let the request in was made before. Source: mm/page_alloc.c, try_to_claim_block.
 */
export function followBoost(s: WorldState, serving: Serving, zone: number, pages: number): void {
  if ((s.managed[zone] ?? 0) === 0)
    throw new Objection('INV-0', `a boost of zone ${zone}, which has no pages`);
  mustBeDrained(s, serving);
  mustKeepPledge(serving, zone, s.map.zones[zone]?.start ?? 0);
  if (serving.refilledZone !== zone && serving.admittedZone !== zone)
    judgeZone(s, serving, serving.order, zone, s.map.zones[zone]?.start ?? 0);
  serving.admittedZone = zone;
  serving.pledgedZone = zone;
  const tried = serving.tried + 1;
  serving.tried = tried;
  if (knowsTypes(s) && tried > claimsToTry(s, serving, zone))
    objectToBoost(s, zone, pages, 'although no claim of a part of a pageblock could be tried');
  const due = nextBoost(s, zone);
  if (pages !== due || due === s.boost[zone])
    objectToBoost(
      s,
      zone,
      pages,
      due === s.boost[zone] ? 'which is as far as it goes' : `and ${due} would be right`,
    );
  drift(s, zone);
  // After the marks were turned down, the bound of a boost may lie below the boost there is: then it takes from it.
  const cause = pages < s.boost[zone]! ? 'tune' : 'boost';
  s.boost[zone] = pages;
  stepPressure(s, zone, cause);
  s.witnesses[WITNESS.boosted]!++;
}

/** A claim that succeeds has been tried, so it has raised the marks, unless they are as high as they get. */
export function mustHaveBoosted(s: WorldState, serving: Serving, zone: number): void {
  const tried = serving.tried;
  serving.tried = 0;
  if (tried > 0 || nextBoost(s, zone) === s.boost[zone]) return;
  throw new Objection(
    'INV-132',
    `a part of a pageblock was claimed in ${zoneTitle(zone)} without a boost of its marks`,
  );
}

const nextBoost = (s: WorldState, zone: number): number =>
  boostAfter(
    s.boost[zone]!,
    { managed: s.managed[zone]!, high: s.high[zone]! },
    1 << s.pageblockOrder,
    s.tuning,
  );

/** Orders at which the request may try to claim a part of a pageblock; none while a better way is open. */
function claimsToTry(s: WorldState, { terms, order }: Serving, zone: number): number {
  const { type } = terms;
  if (terms.prefersMirror && hasOwn(s, zone, MIRROR, order)) return 0;
  if (hasOwn(s, zone, type, order) || (type === MOVABLE && hasOwn(s, zone, CMA, order))) return 0;
  for (let whole = s.maxOrder; whole >= Math.max(order, s.pageblockOrder); whole--)
    if (lenderOf(s, zone, type, whole) >= 0) return 0;
  let claims = 0;
  for (let part = s.pageblockOrder - 1; part >= leastToClaim(s, type, order); part--)
    if (lenderOf(s, zone, type, part) >= 0) claims++;
  return claims;
}

function objectToBoost(s: WorldState, zone: number, pages: number, why: string): never {
  throw new Objection(
    'INV-132',
    `the boost of ${zoneTitle(zone)} went from ${s.boost[zone]} to ${pages} pages, ${why}`,
  );
}
