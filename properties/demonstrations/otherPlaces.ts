import { BootMemblock } from '../../impl/boot/bootMemblock.ts';
import { followInject } from '../../model/oracle/failurePoints.ts';
import { machine, mirrored, plain } from '../../model/testing/machines.ts';
import { type Effect, retire, Scene } from '../../model/testing/scene.ts';
import { FAILURE_POINTS } from '../../spec/operations/arguments.ts';
import { Effects } from '../../spec/operations/effects.ts';
import { CANCEL_OFFLINE, GOING_OFFLINE, WENT_OFFLINE } from '../../spec/operations/notification.ts';
import {
  COMPACT_SUCCESS,
  DONE,
  INTERRUPTED,
  INVALID,
  POISON_RECOVERED,
  POISONED,
} from '../../spec/operations/outcome.ts';
import { STAGE_COMPACT, STAGE_RECLAIM } from '../../spec/requests/rounds.ts';
import { UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { bootTarget } from '../faults/bootTarget.ts';
import { PRESETS } from '../presets/index.ts';
import { type Demonstration, ofAnswer, ofTarget } from './demonstration.ts';

class StartsAPageLate extends BootMemblock {
  override reserve(...request: Parameters<BootMemblock['reserve']>): number {
    const pfn = super.reserve(...request);
    return pfn < 0 ? pfn : pfn + 1;
  }
}

class TakesNothingBack extends BootMemblock {
  override release(): number {
    return INVALID;
  }
}

class ForgetsTheNode extends BootMemblock {
  override reserve(pages: number, align: number): number {
    return super.reserve(pages, align, 0, false);
  }
}

const reserveRange = { kind: 'reserveRange', pages: 1, align: 1, node: 0, exact: 'preferred' } as const;

const ISOLATED: readonly Effect[] = [
  ['isolated', 32],
  ['isolated', 40],
];
const BACK: readonly Effect[] = [
  ['unisolated', 32],
  ['unisolated', 40],
];
/** A user page is at 32; whoever is told of hotplug is told. */
const announced = () => {
  const scene = new Scene(mirrored, 'kernelcore', { reportsNotifiers: true });
  scene.allocate('user', 32);
  return scene;
};
/** The page at 32 was freed, and is on a private list. */
const keptPrivately = () => {
  const scene = new Scene(mirrored);
  scene.free(scene.allocate('user', 32), [['cached', 32, 0]]);
  return scene;
};
/** The page at 0 was freed by CPU 0 and is on its list. */
const twoCpus = () => {
  const scene = new Scene({ ...plain, cpus: 2 }, 'none');
  scene.free(scene.allocate('user', 0, { cpu: 0 }), [['cached', 0, 0]], DONE, 0);
  return scene;
};
/** Users at 0, 1 and 8; from 17 on every other page is free, and no two free ones are neighbours. */
const scattered = () => {
  const scene = new Scene(plain);
  for (const pfn of [0, 1, 8]) scene.allocate('user', pfn);
  retire(scene, 2, 8);
  retire(scene, 9, 16);
  for (let pfn = 16; pfn < 32; pfn += 2) retire(scene, pfn, pfn + 1);
  return scene;
};
/** Half of pageblock 0 is free page by page, half of pageblock 8 in one piece, and nothing else. */
const halves = () => {
  const scene = new Scene(plain, 'none', { groupsByMobility: true });
  scene.allocate('user', 16, { order: 4 });
  scene.allocate('user', 8, { order: 2 });
  for (const pfn of [0, 2, 4, 6]) scene.allocate('user', pfn);
  return scene;
};
/** Block 2 went offline with a poisoned page at 40. */
const poisonedOffline = () => {
  const scene = new Scene(mirrored);
  scene.poison(40, 'injected', POISON_RECOVERED);
  scene.offline(2, DONE, ISOLATED);
  return scene;
};
/** A user page that can be dropped, and nothing else. */
const oneUser = () => {
  const scene = new Scene(plain);
  scene.allocate('user', 0);
  retire(scene, 1, 32);
  scene.setRetries(1);
  return scene;
};
/** Memory block 2 is a hole. */
const reportBlocks = (scene: Scene, blocks: readonly number[]) =>
  scene.report((into) => {
    for (const block of blocks) into.memoryBlock(block, block !== 2);
  });
const NOTHING = new Effects();

/** Rules that several places of the oracle raise: those of them that no other demonstration comes to. */
export const otherPlaceDemonstrations: readonly Demonstration[] = [
  ofTarget(
    'INV-101',
    'a range of boot begins a page late',
    bootTarget('starts-a-page-late', StartsAPageLate),
    [reserveRange],
  ),
  ofTarget(
    'INV-117',
    'boot does not take back what it gave out',
    bootTarget('takes-nothing-back', TakesNothingBack),
    [reserveRange, { kind: 'releaseRange', of: 0 }],
  ),
  ofTarget(
    'INV-124',
    'a range of boot lies on another node than the only one that will do',
    bootTarget('forgets-the-node', ForgetsTheNode),
    [{ ...reserveRange, node: 1, exact: 'exact' }],
    'none',
    PRESETS['tiny-numa'],
  ),
  ofAnswer(
    'INV-106',
    'two free pageblocks are granted as one block, which they cannot be since one is CMA',
    () => new Scene({ ...plain, cma: [{ start: 24, end: 32 }] }, 'none'),
    (scene) => scene.allocate('user', 16, { order: 4 }),
    (scene) => scene.allocate('user', 0, { order: 4 }),
  ),
  ofAnswer(
    'INV-119',
    'a CPU empties the private list of another',
    twoCpus,
    (scene) => scene.drain([['putBack', 0, 0]], DONE, 1),
    (scene) => scene.drain([], DONE, 1),
  ),
  ofAnswer(
    'INV-141',
    'a pageblock is claimed that holds no block of the order, while another does',
    halves,
    (scene) => scene.allocate('kernel', 12, { order: 1, effects: [['typeChanged', 0, UNMOVABLE]] }),
    (scene) => scene.allocate('kernel', 12, { order: 1, effects: [['typeChanged', 8, UNMOVABLE]] }),
  ),
  ofAnswer(
    'INV-171',
    'reclaim drops a page that has a right to the mirror',
    () => {
      const scene = new Scene(mirrored, 'nonmirror');
      scene.allocate('critical', 0);
      return scene;
    },
    (scene) => scene.reclaim(1, 1, [['reclaimed', 0]]),
    (scene) => scene.reclaim(1, 0),
  ),
  ofAnswer(
    'INV-177',
    'the migrate scanner of compaction turns back',
    scattered,
    (scene) =>
      scene.compact(1, COMPACT_SUCCESS, [
        ['moved', 8, 31],
        ['moved', 0, 29],
        ['moved', 1, 27],
      ]),
    (scene) =>
      scene.compact(1, COMPACT_SUCCESS, [
        ['moved', 0, 31],
        ['moved', 1, 29],
      ]),
  ),
  ofAnswer(
    'INV-185',
    'an offlining begins and leaves a page of the block on a private list',
    keptPrivately,
    (scene) => scene.beginOffline(2, DONE, ISOLATED),
    (scene) => scene.beginOffline(2, DONE, [...ISOLATED, ['putBack', 32, 0]]),
  ),
  ofAnswer(
    'INV-3',
    'an offlining is given up for a signal that nobody sent',
    announced,
    (scene) =>
      scene.offline(2, INTERRUPTED, [
        ...ISOLATED,
        ['notified', GOING_OFFLINE, 2],
        ...BACK,
        ['notified', CANCEL_OFFLINE, 2],
      ]),
    (scene) =>
      scene.offline(2, DONE, [
        ...ISOLATED,
        ['notified', GOING_OFFLINE, 2],
        ['moved', 32, 48],
        ['notified', WENT_OFFLINE, 2],
      ]),
  ),
  ofAnswer(
    'INV-3',
    'a point of failure is armed that there is not',
    () => new Scene(plain),
    ({ state }) => followInject(state, FAILURE_POINTS.length, 0, DONE, NOTHING),
    ({ state }) => followInject(state, FAILURE_POINTS.length, 0, INVALID, NOTHING),
  ),
  ofAnswer(
    'INV-3',
    'onlining is refused for a poisoned page, and a sound one is named',
    poisonedOffline,
    (scene) => scene.online(2, 'movable', POISONED, [['culprit', 41]]),
    (scene) => scene.online(2, 'movable', POISONED, [['culprit', 40]]),
  ),
  ofAnswer(
    'INV-4',
    'a page beside a range is moved for it',
    () => {
      const scene = new Scene(mirrored);
      scene.allocate('user', 38);
      return scene;
    },
    (scene) =>
      scene.contigAllocate(32, 5, DONE, [
        ['isolated', 32],
        ['moved', 38, 48],
        ['unisolated', 32],
      ]),
    (scene) =>
      scene.contigAllocate(32, 5, DONE, [
        ['isolated', 32],
        ['unisolated', 32],
      ]),
  ),
  ofAnswer(
    'INV-4',
    'pages are moved together for a request of one page',
    oneUser,
    (scene) =>
      scene.allocate('kernel', 0, {
        effects: [
          ['entered', STAGE_COMPACT, 0],
          ['entered', STAGE_RECLAIM, 1],
          ['reclaimed', 0],
        ],
      }),
    (scene) =>
      scene.allocate('kernel', 0, {
        effects: [
          ['entered', STAGE_RECLAIM, 1],
          ['reclaimed', 0],
        ],
      }),
  ),
  ofAnswer(
    'INV-191',
    'a memory block is reported where there is no memory',
    () => new Scene(machine('M0-32 U48-64')),
    (scene) => reportBlocks(scene, [0, 1, 2, 3]),
    (scene) => reportBlocks(scene, [0, 1, 3]),
  ),
  ofAnswer(
    'INV-206',
    'an element of the pool is reported twice',
    () => {
      const scene = new Scene(plain);
      scene.poolPut(scene.poolGet(0));
      return scene;
    },
    (scene) =>
      scene.report((into) => {
        into.pooled(0);
        into.pooled(0);
      }),
    (scene) => scene.report((into) => into.pooled(0)),
  ),
];
