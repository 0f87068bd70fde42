import { describe, expect, test } from 'vitest';
import { BUSY, DONE, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { mirrored } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

/** Memory block 2 is 32..47, the lower half of ZONE_MOVABLE; its pageblocks begin at 32 and 40. */
const ISOLATED: Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
const UNISOLATED: Effect[] = [
  ['unisolated', 32],
  ['unisolated', 40],
];

const withUser = (pfn = 32, order = 0): Scene => {
  const scene = new Scene(mirrored);
  scene.allocate('user', pfn, { order });
  return scene;
};

const offlined = (scene: Scene, effects: readonly Effect[], answer = DONE, block = 2) =>
  brokenRule(() => scene.offline(block, answer, effects));

describe('a rollback', () => {
  /** Nothing is free outside block 2, which holds a user page. */
  const full = () => {
    const scene = withUser();
    retire(scene, 0, 32);
    retire(scene, 48, 64);
    return scene;
  };
  const rolledBack = (scene: Scene, ...effects: Effect[]) =>
    offlined(scene, [...ISOLATED, ...effects], NO_MEMORY);

  test('names a page that finds no new place, and puts everything back', () => {
    const scene = full();
    expect(rolledBack(scene, ['culprit', 32], ...UNISOLATED)).toBeNull();
    expect(met(scene, 'offline-rolled-back')).toBe(true);
    expect([scene.state.free[3], scene.state.isolatedFree[3]]).toEqual([15, 0]);
    expect(brokenRule(() => scene.allocate('user', 40, { order: 3 }))).toBeNull();
  });

  test('names the page, and one that is there', () => {
    expect(rolledBack(full(), ...UNISOLATED)).toBe('INV-3');
    expect(offlined(full(), [], NO_MEMORY)).toBe('INV-3');
    expect(rolledBack(full(), ['culprit', 33], ...UNISOLATED)).toBe('INV-4');
    expect(rolledBack(full(), ['culprit', 48], ...UNISOLATED)).toBe('INV-4');
  });

  test('is justified only if there is no room at that moment', () => {
    expect(rolledBack(withUser(), ['culprit', 32], ...UNISOLATED)).toBe('INV-3');
    const hoarded = full();
    hoarded.free(hoarded.allocate('user', 33), [['cached', 33, 0]]);
    expect(rolledBack(hoarded, ['culprit', 32], ...UNISOLATED)).toBe('INV-3');
  });

  test('leaves no pageblock isolated, and does nothing else', () => {
    expect(rolledBack(full(), ['culprit', 32], ['unisolated', 32])).toBe('INV-183');
    expect(rolledBack(full(), ['culprit', 32], ...UNISOLATED, ['unisolated', 32])).toBe('INV-136');
    expect(rolledBack(full(), ['culprit', 32], ...UNISOLATED, ['moved', 32, 33])).toBe('INV-4');
    expect(rolledBack(full(), ['culprit', 32], ['unisolated', 48])).toBe('INV-4');
  });

  test('keeps what has moved until then where it went', () => {
    const scene = withUser();
    scene.allocate('user', 33);
    retire(scene, 0, 32);
    retire(scene, 49, 64);
    expect(rolledBack(scene, ['moved', 32, 48], ['culprit', 33], ...UNISOLATED)).toBeNull();
    expect(scene.oracle.where(0)).toBe(48);
  });
});

test('a refused offlining names its culprit after at most some drains', () => {
  const scene = () => {
    const scene = new Scene(mirrored);
    scene.free(scene.allocate('user', 40), [['cached', 40, 0]]);
    scene.pin(scene.allocate('user', 32), 'short', 32);
    return scene;
  };
  expect(offlined(scene(), [['culprit', 32]], BUSY)).toBeNull();
  expect(
    offlined(
      scene(),
      [
        ['putBack', 40, 0],
        ['culprit', 32],
      ],
      BUSY,
    ),
  ).toBeNull();
  expect(offlined(scene(), [...ISOLATED, ['culprit', 32]], BUSY)).toBe('INV-4');
  expect(
    offlined(
      scene(),
      [
        ['culprit', 32],
        ['culprit', 32],
      ],
      BUSY,
    ),
  ).toBe('INV-4');
});

test('a pageblock behind the block may stay isolated', () => {
  const scene = withUser();
  scene.isolate(6, DONE, [['isolated', 48]]);
  retire(scene, 0, 32);
  retire(scene, 56, 64);
  const effects: Effect[] = [...ISOLATED, ['culprit', 32], ...UNISOLATED];
  expect(offlined(scene, effects, NO_MEMORY)).toBeNull();
});
