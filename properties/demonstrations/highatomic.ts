import { machine } from '../../model/testing/machines.ts';
import { type Effect, retire, Scene } from '../../model/testing/scene.ts';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { STAGE_KILL, STAGE_RECLAIM } from '../../spec/requests/rounds.ts';
import { HIGHATOMIC, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

/** 1024 pages, of which nobody is served above the low mark; a hundredth of them is more than a pageblock. */
const scarce = () =>
  new Scene(machine('U0-1024', { tuning: { minFreePages: 900 } }), 'none', { groupsByMobility: true });
const CLAIMED: Effect[] = [
  ['typeChanged', 0, UNMOVABLE],
  ['typeChanged', 8, UNMOVABLE],
];
const RESERVED: Effect = ['typeChanged', 0, HIGHATOMIC];
const withReserve = () => {
  const scene = scarce();
  scene.allocate('atomic', 0, { order: 1, effects: [...CLAIMED, RESERVED] });
  return scene;
};
/** Two pageblocks are reserved, as many as 1024 pages may have, and nothing is left in them for a whole one. */
const withAllReserved = () => {
  const scene = withReserve();
  scene.allocate('atomic', 8, { order: 3, effects: [['typeChanged', 8, HIGHATOMIC]] });
  return scene;
};
const GIVEN_UP: Effect = ['typeChanged', 0, UNMOVABLE];
const ROUND: Effect = ['entered', STAGE_RECLAIM, 1];
const KILL: Effect = ['entered', STAGE_KILL, 1];
const END: Effect = ['gaveUp', 1];
const MORE: Effect[] = [
  ['typeChanged', 16, UNMOVABLE],
  ['typeChanged', 24, UNMOVABLE],
];
/** So small that a hundredth of it is no pageblock. */
const small = () =>
  new Scene(machine('U0-704', { tuning: { minFreePages: 600 } }), 'none', { groupsByMobility: true });

/** The reserve of high-order atomic requests. */
export const highatomicDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-133',
    'a high-order atomic request at the min mark leaves nothing reserved',
    scarce,
    (scene) => scene.allocate('atomic', 0, { order: 1, effects: CLAIMED }),
    (scene) => scene.allocate('atomic', 0, { order: 1, effects: [...CLAIMED, RESERVED] }),
  ),
  ofAnswer(
    'INV-133',
    'an urgent request takes from what is reserved for atomic ones',
    withReserve,
    (scene) => scene.allocate('urgent', 2, { order: 1 }),
    (scene) => scene.allocate('urgent', 8, { order: 1 }),
  ),
  ofAnswer(
    'INV-133',
    'a third pageblock is reserved where a hundredth of the zone is less than two',
    withAllReserved,
    (scene) =>
      scene.allocate('atomic', 16, { order: 3, effects: [...MORE, ['typeChanged', 16, HIGHATOMIC]] }),
    (scene) => scene.allocate('atomic', 16, { order: 3, effects: MORE }),
  ),
  ofAnswer(
    'INV-133',
    'a pageblock is reserved where a hundredth of the zone is less than one',
    small,
    (scene) => scene.allocate('atomic', 0, { order: 1, effects: [...CLAIMED, RESERVED] }),
    (scene) => scene.allocate('atomic', 0, { order: 1, effects: CLAIMED }),
  ),
  ofAnswer(
    'INV-133',
    'an atomic request of a high order is served from elsewhere while a reserved pageblock has room',
    withAllReserved,
    (scene) => scene.allocate('atomic', 16, { order: 1, effects: MORE }),
    (scene) => scene.allocate('atomic', 2, { order: 1 }),
  ),
  ofAnswer(
    'INV-133',
    'a request fails and one of two reserved pageblocks is not given up for it',
    () => {
      const scene = withAllReserved();
      retire(scene, 16, 1024);
      return scene;
    },
    (scene) => scene.allocate('kernel', NO_MEMORY),
    (scene) => scene.allocate('kernel', NO_MEMORY, { effects: [GIVEN_UP] }),
  ),
  ofAnswer(
    'INV-133',
    'a round makes no memory and the last reserved pageblock is kept from it',
    () => {
      const scene = withReserve();
      retire(scene, 17, 1024);
      scene.setRetries(1);
      return scene;
    },
    (scene) => scene.allocate('kernel', NO_MEMORY, { effects: [ROUND, KILL, END] }),
    (scene) => scene.allocate('kernel', NO_MEMORY, { effects: [ROUND, GIVEN_UP, KILL, END] }),
  ),
];
