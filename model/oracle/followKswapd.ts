import { EFFECT_BOOSTED, EFFECT_RECLAIMED, type Effects } from '../../spec/operations/effects.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { NO_ZONE, nodeOf, ZONES_PER_NODE, zoneId, zoneTitle } from '../../spec/zones/zone.ts';
import { answerName } from './answerName.ts';
import { mustEnd } from './effects.ts';
import { drop } from './followReclaim.ts';
import { blockText, hex, Objection } from './objection.ts';
import type { WorldState } from './state.ts';
import { closedFree, driftAll, stepPressure } from './zonePressure.ts';

/** Follows a run of kswapd: it drops where a zone is not balanced, until it is, and takes the boosts away. */
export function followKswapd(s: WorldState, node: number, answer: number, effects: Effects): void {
  if (answer < 0)
    throw new Objection('INV-3', `kswapd was answered ${answerName(answer)}; it always ends with a count`);
  driftAll(s);
  let dropped = 0;
  let index = 0;
  for (; index < effects.count; index++) {
    const first = effects.first(index);
    if (effects.kind(index) === EFFECT_RECLAIMED) dropped += dropForBalance(s, node, first);
    else if (effects.kind(index) === EFFECT_BOOSTED) wearOff(s, node, first, effects.second(index));
    else break;
  }
  mustEnd(effects, index, 'kswapd');
  if (answer !== dropped)
    throw new Objection('INV-4', `kswapd counts ${answer} pages, but reported ${dropped}`);
  for (let place = 0; place < ZONES_PER_NODE; place++) mustBeDone(s, zoneId(node, place));
  mustBeWornOff(s, node);
  for (let place = 0; place < ZONES_PER_NODE; place++) stepPressure(s, zoneId(node, place), 'reclaim');
  s.witnesses[dropped > 0 ? WITNESS['kswapd-dropped'] : WITNESS['kswapd-idle']]!++;
}

/** What every request may use, at most: free pages of CMA, and those reserved for atomic requests, are not for all of them. */
const usableFree = (s: WorldState, zone: number): number => s.free[zone]! - closedFree(s, zone);

const boostedHigh = (s: WorldState, zone: number): number => s.high[zone]! + s.boost[zone]!;

/** Balanced even if all pages in doubt are on private lists. */
function isBalanced(s: WorldState, zone: number): boolean {
  const hidden = Math.min(s.doubtful[zone]!, s.mostDoubtful[zone]!);
  return usableFree(s, zone) - hidden > boostedHigh(s, zone);
}

function dropForBalance(s: WorldState, node: number, pfn: number): number {
  const zone = s.zone[pfn] ?? NO_ZONE; // Which is one of no node.
  if (nodeOf(zone) !== node)
    throw new Objection('INV-156', `kswapd of node ${node} dropped frame ${hex(pfn)} elsewhere`, pfn);
  if (isBalanced(s, zone)) {
    throw new Objection(
      'INV-156',
      `kswapd dropped ${blockText(pfn, 0)} in ${zoneTitle(zone)}, which has ${usableFree(s, zone)} usable pages free above ${boostedHigh(s, zone)}`,
      pfn,
    );
  }
  return drop(s, pfn, 'kswapd');
}

/** The zone is balanced, or nothing is left to drop in it. */
function mustBeDone(s: WorldState, zone: number): void {
  const left = s.reclaimable[zone]!; // Zones of a node of the map.
  if (left === 0 || usableFree(s, zone) > boostedHigh(s, zone)) return;
  throw new Objection(
    'INV-155',
    `kswapd left ${zoneTitle(zone)} with ${usableFree(s, zone)} usable pages free, not above ${boostedHigh(s, zone)}, and ${left} pages to drop`,
  );
}

function wearOff(s: WorldState, node: number, zone: number, pages: number): void {
  if (nodeOf(zone) !== node || (s.boost[zone] ?? 0) === 0 || pages !== 0)
    throw new Objection('INV-132', `kswapd of node ${node} set the boost of zone ${zone} to ${pages} pages`);
  mustBeDone(s, zone);
  s.boost[zone] = 0;
  s.witnesses[WITNESS['boost-worn-off']]!++;
}

function mustBeWornOff(s: WorldState, node: number): void {
  for (let place = 0; place < ZONES_PER_NODE; place++) {
    const zone = zoneId(node, place);
    if (s.boost[zone]! > 0)
      throw new Objection(
        'INV-132',
        `kswapd ended and left ${zoneTitle(zone)} with a boost of ${s.boost[zone]} pages`,
      );
  }
}
