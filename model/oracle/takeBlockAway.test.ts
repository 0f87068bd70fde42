import { expect, test } from 'vitest';
import { DONE } from '../../spec/operations/outcome.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';
import { mirrored, plain } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';
import { FACT_ISOLATED } from './state.ts';
import { takeBlockAway } from './takeBlockAway.ts';

/** The first memory block is withheld, and so is the first pageblock behind it. */
function withheld(prepare: (scene: Scene) => void = () => {}): Scene {
  const scene = new Scene(plain, 'none');
  prepare(scene);
  for (const pageblock of [0, 1, 2]) scene.isolate(pageblock, DONE, [['isolated', pageblock * 8]]);
  scene.state.callerIsolated.fill(0, 0, 2);
  scene.state.memoryBlock[0] = 4; // On its way out.
  return scene;
}

test('a memory block leaves with all that is withheld in it, and nothing else does', () => {
  const { state } = withheld();
  takeBlockAway(state, 0);
  expect([state.managed[2], state.isolatedFree[2], state.free[2]]).toEqual([16, 8, 8]);
  expect([...state.facts.slice(0, 17)].map((fact) => (fact & FACT_ISOLATED) !== 0)).toEqual([
    ...Array(16).fill(false),
    true,
  ]);
  expect([state.zone[0], state.zone[15], state.zone[16]]).toEqual([NO_ZONE, NO_ZONE, 2]);
});

test('a page that a memory error retired leaves too, and was not withheld', () => {
  const scene = new Scene(mirrored);
  retire(scene, 33, 35);
  scene.offline(2, DONE, [
    ['isolated', 32],
    ['isolated', 40],
  ]);
  expect([scene.state.managed[3], scene.state.isolatedFree[3]]).toEqual([16, 0]);
});

test('mirrored pages are counted as long as they are there', () => {
  const mirroredPages = (block: number) => {
    const scene = new Scene(mirrored);
    const start = block * 16;
    scene.offline(block, DONE, [
      ['isolated', start],
      ['isolated', start + 8],
    ]);
    return [scene.state.mirrored[2], scene.state.mirrored[3]];
  };
  expect([mirroredPages(0), mirroredPages(2)]).toEqual([
    [16, 0],
    [32, 0],
  ]);
});

test('INV-185: nothing leaves with a page in use, or on a private list', () => {
  const left = (prepare: (scene: Scene) => void) =>
    brokenRule(() => takeBlockAway(withheld(prepare).state, 0));
  expect(left((scene) => scene.allocate('user', 3))).toBe('INV-185');
  expect(left((scene) => scene.free(scene.allocate('user', 3), [['cached', 3, 0]]))).toBe('INV-185');
  expect(left((scene) => scene.free(scene.allocate('user', 2, { order: 1 }), [['cached', 2, 1]]))).toBe(
    'INV-185',
  );
  expect(left((scene) => scene.allocate('user', 17))).toBeNull();
});
