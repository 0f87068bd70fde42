import { machine } from '../../model/testing/machines.ts';
import { Scene } from '../../model/testing/scene.ts';
import {
  BUSY,
  DONE,
  NOT_ONLINE,
  POISON_ALREADY,
  POISON_CORRECTED,
  POISON_FAILED,
  POISON_IGNORED,
  POISON_LOST,
  POISON_RECOVERED,
  POISONED,
} from '../../spec/operations/outcome.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { ZONE_MOVABLE, ZONE_NORMAL } from '../../spec/zones/zone.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

/** Memory block 4, 64..79, is offline; a kernel page is at 1, a user page at 32. */
const used = () => {
  const scene = new Scene(machine('M0-32 U32-64 U64-80o'));
  scene.allocate('kernel', 1);
  scene.allocate('user', 32);
  return scene;
};
const afterError = (pfn: number) => () => {
  const scene = used();
  scene.poison(pfn, 'injected', POISON_RECOVERED);
  return scene;
};
/** Block 2 went offline with a poisoned page at 40. */
const poisonedOffline = () => {
  const scene = afterError(40)();
  scene.offline(2, DONE, [
    ['isolated', 32],
    ['isolated', 40],
    ['moved', 32, 48],
  ]);
  return scene;
};

/** A report of all five blocks, the last of which is said to be online or not. */
const blocksWith = (last: boolean) => (into: Inspection) => {
  for (let block = 0; block < 5; block++) into.memoryBlock(block, block < 4 || last);
};

/** Memory blocks and memory errors. */
export const hotplugDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-162',
    'a real error on a mirrored frame takes the page away',
    used,
    (scene) => scene.poison(8, 'real', POISON_RECOVERED),
    (scene) => scene.poison(8, 'real', POISON_CORRECTED),
  ),
  ofAnswer(
    'INV-180',
    'an offline block is reported as online',
    used,
    (scene) => scene.report(blocksWith(true)),
    (scene) => scene.report(blocksWith(false)),
  ),
  ofAnswer(
    'INV-181',
    'onlining a block that is online fails',
    used,
    (scene) => scene.online(3, 'movable', NOT_ONLINE),
    (scene) => scene.online(3, 'movable', DONE),
  ),
  ofAnswer(
    'INV-188',
    'a block with a kernel page goes offline',
    used,
    (scene) => scene.offline(0, DONE),
    (scene) => scene.offline(0, BUSY, [['culprit', 1]]),
  ),
  ofAnswer(
    'INV-189',
    'online_movable ends in a kernel zone',
    used,
    (scene) => scene.online(4, 'movable', DONE, [['zoneChosen', ZONE_NORMAL]]),
    (scene) => scene.online(4, 'movable', DONE, [['zoneChosen', ZONE_MOVABLE]]),
  ),
  ofAnswer(
    'INV-190',
    'a page is taken for a private list before its block is in service',
    used,
    (scene) =>
      scene.online(4, 'movable', DONE, [
        ['zoneChosen', ZONE_MOVABLE],
        ['took', 64, 0],
      ]),
    (scene) => scene.online(4, 'movable', DONE, [['zoneChosen', ZONE_MOVABLE]]),
  ),
  ofAnswer(
    'INV-192',
    'a page taken off for an error is handed out',
    afterError(40),
    (scene) => scene.allocate('user', 40),
    (scene) => scene.allocate('user', 41),
  ),
  ofAnswer(
    'INV-193',
    'an error on a free page takes nothing off',
    used,
    (scene) => scene.poison(40, 'injected', POISON_IGNORED),
    (scene) => scene.poison(40, 'injected', POISON_RECOVERED),
  ),
  ofAnswer(
    'INV-195',
    'an error takes a kernel page away from its holder',
    used,
    (scene) => scene.poison(1, 'injected', POISON_LOST),
    (scene) => scene.poison(1, 'injected', POISON_IGNORED),
  ),
  ofAnswer(
    'INV-196',
    'a second error on one page is treated as a first',
    afterError(40),
    (scene) => scene.poison(40, 'injected', POISON_FAILED),
    (scene) => scene.poison(40, 'injected', POISON_ALREADY),
  ),
  ofAnswer(
    'INV-198',
    'a block with a poisoned page goes online',
    poisonedOffline,
    (scene) => scene.online(2, 'movable', DONE, [['zoneChosen', ZONE_MOVABLE]]),
    (scene) => scene.online(2, 'movable', POISONED, [['culprit', 40]]),
  ),
];
