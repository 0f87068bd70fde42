import { machine } from '../../model/testing/machines.ts';
import { CLAIM, halfFree, marked, ZONE } from '../../model/testing/pressure.ts';
import { type Effect, Scene } from '../../model/testing/scene.ts';
import { MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { ZONE_MOVABLE, ZONE_NORMAL } from '../../spec/zones/zone.ts';
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
/** Boosted twice by who looks at no mark; at most one and a half times the high mark may be added to it, 18 pages. */
const nearlyAtBound = () => {
  const scene = halfFree();
  for (const [pfn, boost] of [
    [0, 8],
    [8, 16],
  ] as const)
    scene.allocate('memalloc', pfn, { order: 2, effects: claimWith(pfn, boost) });
  return scene;
};
const claimWith = (pfn: number, boost: number): readonly Effect[] => [
  ['boosted', ZONE, boost],
  ['typeChanged', pfn, UNMOVABLE],
];
/** A user's page is in ZONE_MOVABLE, which is one CMA area with more free than its high mark. */
const cmaInMovable = () => {
  const boot = { kernelcore: 'mirror', cma: 'zone' } as const;
  const scene = new Scene(machine('U0-64', { ...marked, boot, cma: [{ start: 48, end: 64 }] }), 'none');
  scene.allocate('user', 48);
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
    'a boost grows by more than a pageblock',
    halfFree,
    (scene) => scene.allocate('kernel', 0, { effects: claimWith(0, 9) }),
    (scene) => scene.allocate('kernel', 0, { effects: claimWith(0, 8) }),
  ),
  ofAnswer(
    'INV-132',
    'a boost grows past one and a half times the high mark',
    nearlyAtBound,
    (scene) => scene.allocate('memalloc', 16, { order: 2, effects: claimWith(16, 24) }),
    (scene) => scene.allocate('memalloc', 16, { order: 2, effects: claimWith(16, 18) }),
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
    'INV-126',
    'a zone reports that it keeps nothing from requests that may go higher',
    () => new Scene(machine('M0-32 U32-64', { tuning: {} })),
    (scene) => scene.report((into) => into.lowmemReserve(ZONE_NORMAL, ZONE_MOVABLE, 0)),
    (scene) => scene.report((into) => into.lowmemReserve(ZONE_NORMAL, ZONE_MOVABLE, 1)),
  ),
  ofAnswer(
    'INV-127',
    'a zone reports a min mark that is a page too low',
    () => new Scene(marked, 'none'),
    (scene) => scene.report((into) => into.marks(ZONE, 7, 10, 12)),
    (scene) => scene.report((into) => into.marks(ZONE, 8, 10, 12)),
  ),
  ofAnswer(
    'INV-113',
    'a zone reports a managed page more than it was given',
    () => new Scene(marked, 'none'),
    (scene) => scene.report((into) => into.zone(ZONE, 64, 65)),
    (scene) => scene.report((into) => into.zone(ZONE, 64, 64)),
  ),
  ofAnswer(
    'INV-135',
    'a pageblock that nobody isolated is reported as isolated',
    () => new Scene(marked, 'none'),
    (scene) => scene.report((into) => into.pageblock(0, MOVABLE, true)),
    (scene) => scene.report((into) => into.pageblock(0, MOVABLE, false)),
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
  ofAnswer(
    'INV-156',
    'kswapd takes the free pages of CMA areas in ZONE_MOVABLE for closed, and drops what is there',
    cmaInMovable,
    (scene) => scene.kswapd(1, [['reclaimed', 48]]),
    (scene) => scene.kswapd(0),
  ),
];
