import { machine } from '../../model/testing/machines.ts';
import { type Effect, Scene } from '../../model/testing/scene.ts';
import {
  CANCEL_OFFLINE,
  CANCEL_ONLINE,
  GOING_OFFLINE,
  GOING_ONLINE,
  WENT_OFFLINE,
  WENT_ONLINE,
} from '../../spec/operations/notification.ts';
import {
  BUSY,
  DONE,
  INTERRUPTED,
  NOT_PERMITTED,
  POISON_RECOVERED,
  VETOED,
} from '../../spec/operations/outcome.ts';
import { MOVABLE } from '../../spec/zones/migratetype.ts';
import { ZONE_MOVABLE } from '../../spec/zones/zone.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

/** Memory block 4, 64..79, is offline; the others are online. */
const layout = machine('M0-32 U32-64 U64-80o');
const blocks = () => new Scene(layout);

/** A user page is at 32, and the target reports whom it tells. */
const announced = () => {
  const scene = new Scene(machine('M0-32 U32-64'), 'kernelcore', { reportsNotifiers: true });
  scene.allocate('user', 32);
  return scene;
};
const interrupted = () => {
  const scene = announced();
  scene.inject('signal', 0);
  return scene;
};
const ISOLATED: readonly Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
const BEGUN: readonly Effect[] = [...ISOLATED, ['notified', GOING_OFFLINE, 2]];
/** A free page was retired for an error. */
const withError = () => {
  const scene = blocks();
  scene.poison(40, 'injected', POISON_RECOVERED);
  return scene;
};
/** What is reported as free in block 2; the others are free as a whole. */
const freeIn = (scene: Scene, ...blocks: readonly (readonly [pfn: number, order: number])[]) =>
  scene.report((into) => {
    for (const [pfn, order] of [...blocks, [0, 4], [16, 4], [48, 4]] as const)
      into.freeBlock(pfn, order, MOVABLE);
  });
const BACK: readonly Effect[] = [
  ['unisolated', 32],
  ['unisolated', 40],
];
const GONE: readonly Effect[] = [
  ['moved', 32, 48],
  ['notified', WENT_OFFLINE, 2],
];

const ONLINE: readonly Effect[] = [
  ['zoneChosen', ZONE_MOVABLE],
  ['notified', GOING_ONLINE, 4],
];
const told = (end: number): readonly Effect[] => [...ONLINE, ['notified', end, 4]];
/** Somebody objects to whatever comes next. */
const opposed = () => {
  const scene = new Scene(layout, 'kernelcore', { reportsNotifiers: true });
  scene.inject('veto', 0);
  return scene;
};

/** What happens between the beginning and the end of hotplug, and what can be taken back. */
export const hotplugStepDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-184',
    'an offlining is given up and nobody hears of it',
    interrupted,
    (scene) => scene.offline(2, INTERRUPTED, [...BEGUN, ...BACK]),
    (scene) => scene.offline(2, INTERRUPTED, [...BEGUN, ...BACK, ['notified', CANCEL_OFFLINE, 2]]),
  ),
  ofAnswer(
    'INV-184',
    'an onlining ends and nobody hears of it',
    () => new Scene(layout, 'kernelcore', { reportsNotifiers: true }),
    (scene) => scene.online(4, 'movable', DONE, ONLINE),
    (scene) => scene.online(4, 'movable', DONE, told(WENT_ONLINE)),
  ),
  ofAnswer(
    'INV-184',
    'an onlining ends well although somebody objected',
    opposed,
    (scene) => scene.online(4, 'movable', DONE, told(WENT_ONLINE)),
    (scene) => scene.online(4, 'movable', VETOED, told(CANCEL_ONLINE)),
  ),
  ofAnswer(
    'INV-184',
    'an offlining ends that nobody was told of when it began',
    announced,
    (scene) => scene.offline(2, DONE, [...ISOLATED, ...GONE]),
    (scene) => scene.offline(2, DONE, [...BEGUN, ...GONE]),
  ),
  ofAnswer(
    'INV-187',
    'a round is said to have failed, and no page explains it',
    announced,
    (scene) => scene.offline(2, DONE, [...BEGUN, ['retried', 32], ...GONE]),
    (scene) => {
      scene.inject('migration', 0);
      scene.offline(2, DONE, [...BEGUN, ['retried', 32], ...GONE]);
    },
  ),
  ofAnswer(
    'INV-191',
    'a block is pulled out while it is online',
    blocks,
    (scene) => scene.remove(3, DONE),
    (scene) => scene.remove(3, BUSY),
  ),
  ofAnswer(
    'INV-194',
    'an error is taken back although a real one was seen',
    () => {
      const scene = blocks();
      scene.poison(40, 'injected', POISON_RECOVERED);
      scene.poison(41, 'real', POISON_RECOVERED);
      return scene;
    },
    (scene) => scene.unpoison(40, DONE),
    (scene) => scene.unpoison(40, NOT_PERMITTED),
  ),
  ofAnswer(
    'INV-197',
    'a report counts an error twice',
    withError,
    (scene) => scene.report((into) => into.memoryErrors(0, 2, 0, 0, 0, 1)),
    (scene) => scene.report((into) => into.memoryErrors(0, 1, 0, 0, 0, 1)),
  ),
  ofAnswer(
    'INV-197',
    'a report counts an error that recovered as one that was ignored',
    withError,
    (scene) => scene.report((into) => into.memoryErrors(0, 1, 1, 0, 0, 0)),
    (scene) => scene.report((into) => into.memoryErrors(0, 1, 0, 0, 0, 1)),
  ),
  ofAnswer(
    'INV-197',
    'a report leaves an error out of all sums',
    withError,
    (scene) => scene.report((into) => into.memoryErrors(0, 0, 0, 0, 0, 0)),
    (scene) => scene.report((into) => into.memoryErrors(0, 1, 0, 0, 0, 1)),
  ),
  ofAnswer(
    'INV-5',
    'the memory behind a pinned page is exchanged',
    () => {
      const scene = blocks();
      scene.pin(scene.allocate('user', 40), 'short', 40);
      return scene;
    },
    (scene) => scene.replace(2, DONE),
    (scene) => scene.replace(2, BUSY, [['culprit', 40]]),
  ),
  ofAnswer(
    'INV-5',
    'the memory behind a retired page is exchanged and the page does not come back',
    () => {
      const scene = withError();
      scene.replace(2, DONE);
      return scene;
    },
    (scene) => freeIn(scene, [32, 3], [41, 0], [42, 1], [44, 2]),
    (scene) => freeIn(scene, [32, 4]),
  ),
  ofAnswer(
    'INV-186',
    'a page of a block that is on its way out is given out',
    () => {
      const scene = blocks();
      scene.beginOffline(2, DONE, ISOLATED);
      return scene;
    },
    (scene) => scene.allocate('user', 34),
    (scene) => scene.allocate('user', 48),
  ),
];
