import { expect, test } from 'vitest';
import { pressureTable } from '../compile/pressureTable.ts';
import { PRESSURE_LEAF, type PressureCause } from '../machines/pressureRules.ts';
import { marked, ZONE } from '../testing/pressure.ts';
import { brokenRule, Scene } from '../testing/scene.ts';
import { drift, driftAll, stepPressure } from './zonePressure.ts';

/** Marks 8, 10 and 12; so many pages are free, and so many can be dropped. */
function zoneWith(free: number, reclaimable = 1): Scene {
  const scene = new Scene(marked, 'none');
  scene.state.free[ZONE] = free;
  scene.state.reclaimable[ZONE] = reclaimable;
  drift(scene.state, ZONE);
  return scene;
}

const leafOf = ({ state }: Scene) => pressureTable.leaves[state.pressure[ZONE]!];
const after = (scene: Scene, event: PressureCause, free: number) =>
  brokenRule(() => {
    scene.state.free[ZONE] = free;
    stepPressure(scene.state, ZONE, event);
  });

test('a zone stands where its free pages are among its marks', () => {
  expect([8, 9, 11, 13].map((free) => leafOf(zoneWith(free)))).toEqual([
    'belowMin',
    'aboveMin',
    'aboveLow',
    'aboveHigh',
  ]);
});

test('pages of CMA are not for all requests, so they lift no zone', () => {
  const scene = zoneWith(13);
  scene.state.freeCma[ZONE] = 5;
  drift(scene.state, ZONE);
  expect(leafOf(scene)).toBe('belowMin');
});

test('nor do pages reserved for atomic requests', () => {
  const scene = zoneWith(13);
  scene.state.freeHighatomic[ZONE] = 5;
  drift(scene.state, ZONE);
  expect(leafOf(scene)).toBe('belowMin');
});

test('a boost lifts no zone', () => {
  expect(after(zoneWith(13), 'boost', 9)).toBeNull();
  expect(after(zoneWith(9), 'boost', 13)).toBe('INV-132');
});

test('kswapd balances a zone or leaves nothing to drop, and lowers none', () => {
  expect(after(zoneWith(9), 'reclaim', 13)).toBeNull();
  expect(after(zoneWith(9), 'reclaim', 11)).toBe('INV-155');
  expect(after(zoneWith(9, 0), 'reclaim', 11)).toBeNull();
  expect(after(zoneWith(13, 0), 'reclaim', 9)).toBe('INV-155');
});

test('what was taken is counted, and an image brings the zone back', () => {
  const scene = zoneWith(9);
  expect(scene.state.pressureTransitions.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  scene.reset();
  expect(scene.state.pressure[ZONE]).toBe(PRESSURE_LEAF.empty);
});

test('nobody knows where the zones of a target stand that hides its private lists', () => {
  const scene = new Scene(marked, 'none', { reportsCache: false });
  scene.state.free[ZONE] = 0;
  drift(scene.state, ZONE);
  expect(leafOf(scene)).toBe('empty');
});

test('a zone that is at a mark has not passed it', () => {
  expect([8, 10, 12].map((free) => leafOf(zoneWith(free)))).toEqual(['belowMin', 'aboveMin', 'aboveLow']);
  const boosted = zoneWith(13);
  boosted.state.boost[ZONE] = 1;
  drift(boosted.state, ZONE);
  expect(leafOf(boosted)).toBe('aboveLow');
});

test('a zone is empty from when its last page leaves until one comes', () => {
  const scene = zoneWith(13);
  const { state } = scene;
  state.managed[ZONE] = 0;
  drift(state, ZONE);
  expect(leafOf(scene)).toBe('empty');
  const counted = [...state.pressureTransitions];
  drift(state, ZONE);
  expect([...state.pressureTransitions]).toEqual(counted);
  state.managed[ZONE] = 64;
  drift(state, ZONE);
  expect(leafOf(scene)).toBe('aboveHigh');
});

test('all zones are looked at together', () => {
  const scene = new Scene(marked, 'none');
  driftAll(scene.state);
  expect([leafOf(scene), pressureTable.leaves[scene.state.pressure[0]!]]).toEqual(['aboveHigh', 'empty']);
});
