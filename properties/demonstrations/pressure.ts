import { machine } from '../../model/testing/machines.ts';
import { CLAIM, halfFree, marked, ZONE } from '../../model/testing/pressure.ts';
import { type Effect, Scene } from '../../model/testing/scene.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

/** One free page above the boosted high mark is missing: pages 0 to 3 are a user's, and may be dropped. */
const boosted = () => {
  const scene = halfFree();
  scene.allocate('kernel', 0, { effects: CLAIM });
  return scene;
};
/** Nothing but CMA is free, more than the high mark. */
const onlyCma = () => {
  const scene = new Scene(machine('U0-64', { ...marked, cma: [{ start: 48, end: 64 }] }), 'none');
  for (let pfn = 0; pfn < 40; pfn += 4) scene.allocate('user', pfn, { order: 2 });
  return scene;
};
const worn: Effect = ['boosted', ZONE, 0];

/** Marks, boosts, and who wears them off. */
export const pressureDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-132',
    'a part of a pageblock is claimed and the marks stay',
    halfFree,
    (scene) => scene.allocate('kernel', 0, { effects: CLAIM.slice(1) }),
    (scene) => scene.allocate('kernel', 0, { effects: CLAIM }),
  ),
  ofAnswer(
    'INV-132',
    'kswapd leaves a boost behind',
    boosted,
    (scene) =>
      scene.kswapd(8, [
        ['reclaimed', 4],
        ['reclaimed', 12],
      ]),
    (scene) => scene.kswapd(8, [['reclaimed', 4], ['reclaimed', 12], worn]),
  ),
  ofAnswer(
    'INV-155',
    'kswapd counts free pages of CMA as memory for everybody',
    onlyCma,
    (scene) => scene.kswapd(0),
    (scene) =>
      scene.kswapd(8, [
        ['reclaimed', 0],
        ['reclaimed', 4],
      ]),
  ),
];
