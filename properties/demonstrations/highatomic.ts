import { machine } from '../../model/testing/machines.ts';
import { type Effect, Scene } from '../../model/testing/scene.ts';
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
];
