import { zoneTitle } from '../../spec/zones/zone.ts';
import { nextLeaf, REFUSED, refusalOf, transitionNumberOf } from '../compile/compiledMachine.ts';
import { pressureTable } from '../compile/pressureTable.ts';
import {
  arrivalAt,
  PRESSURE_EVENT,
  PRESSURE_LEAF,
  type PressureCause,
  pressureFactCode,
} from '../machines/pressureRules.ts';
import { Objection } from './objection.ts';
import type { WorldState } from './state.ts';

const { belowMin, aboveMin, aboveLow, aboveHigh, empty } = PRESSURE_LEAF;

/** Steps the pressure of a zone: `cause` moved it, or its marks, to where it stands now. */
export function stepPressure(s: WorldState, zone: number, cause: PressureCause): void {
  if (!s.habits.reportsCache || !s.habits.keepsWatermarks) return; // Nobody knows where such a zone stands.
  if (s.managed[zone] === 0) {
    if (s.pressure[zone] !== empty) step(s, zone, PRESSURE_EVENT.drain);
    return;
  }
  if (s.pressure[zone] === empty) step(s, zone, PRESSURE_EVENT.fill);
  step(s, zone, arrivalAt(cause, levelOf(s, zone)));
}

function step(s: WorldState, zone: number, event: number): void {
  const leaf = s.pressure[zone]!; // Callers stay below the number of zones, here and below.
  const facts = pressureFactCode({ dry: s.reclaimable[zone]! === 0 });
  const target = nextLeaf(pressureTable.cells, event, leaf, facts);
  if (target >= REFUSED) {
    const { invariant, rule } = refusalOf(pressureTable, event, leaf, facts)!; // Whatever refuses is a rule.
    throw new Objection(
      invariant,
      `${pressureTable.events[event]} of ${zoneTitle(zone)}, which was ${pressureTable.leaves[leaf]}; but that needs: ${rule}`,
    );
  }
  s.pressureTransitions[transitionNumberOf(pressureTable, event, leaf, target)]!++;
  s.pressure[zone] = target;
}

/** What requests and frees have done to a zone since it was looked at. */
export const drift = (s: WorldState, zone: number): void => stepPressure(s, zone, 'drift');

/** The same for all zones: at moments that are rare. */
export function driftAll(s: WorldState): void {
  for (let zone = 0; zone < s.zoneCount; zone++) drift(s, zone);
}

/**
 * Free pages that not every request may use: those reserved for atomic requests, and of CMA, unless ZONE_MOVABLE has all of that.
 * Source: __zone_watermark_ok; "mm/cma: remove ALLOC_CMA", Linux 4.17-rc.
 */
export const closedFree = (s: WorldState, zone: number): number =>
  (s.cmaInMovable ? 0 : s.freeCma[zone]!) + s.freeHighatomic[zone]!;

function levelOf(s: WorldState, zone: number): number {
  const usable = s.free[zone]! - closedFree(s, zone) - s.boost[zone]!;
  if (usable > s.high[zone]!) return aboveHigh;
  if (usable > s.low[zone]!) return aboveLow;
  return usable > s.min[zone]! ? aboveMin : belowMin;
}
