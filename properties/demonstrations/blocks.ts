import { machine, plain } from '../../model/testing/machines.ts';
import { type Effect, Scene } from '../../model/testing/scene.ts';
import { BUSY, DONE } from '../../spec/operations/outcome.ts';
import { MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

const empty = () => new Scene(plain, 'none', { groupsByMobility: true });
const ungrouped = () => new Scene(plain, 'none');

/** Page 0 in use, the rest of its pageblock free in maximal blocks. */
const split = () => {
  const scene = empty();
  scene.allocate('user', 0);
  return scene;
};
const REMAINDERS = [
  [1, 0],
  [2, 1],
  [4, 2],
  [8, 3],
  [16, 4],
] as const;
const reported = (scene: Scene, blocks: readonly (readonly [pfn: number, order: number])[]) =>
  scene.report((into) => {
    for (const [pfn, order] of blocks) into.freeBlock(pfn, order, MOVABLE);
  });
/** A target that does not report its private lists, after it freed a page. */
const unreported = () => {
  const scene = new Scene(plain, 'none', { reportsCache: false });
  scene.free(scene.allocate('user', 0));
  return scene;
};
const figures = (scene: Scene, free: number) =>
  scene.report((into) => {
    into.freeBlock(0, 4, MOVABLE);
    into.freeBlock(16, 4, MOVABLE);
    into.zone(2, free, 32);
  });
/** A page each for a private list that is full at four of them. */
const refill = (pages: number) => Array.from({ length: pages }, (_, pfn): Effect => ['took', pfn, 0]);
/** A CPU keeps three pages of the four that are its share, and holds one more. */
const nearlyFull = () => {
  const scene = new Scene(plain);
  for (let pfn = 0; pfn < 8; pfn += 2) scene.allocate('user', pfn, { cpu: 0 });
  for (const handle of [0, 1, 2]) scene.free(handle, [['cached', handle * 2, 0]], DONE, 0);
  return scene;
};

/** Blocks, lists and counters. */
export const blockDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-101',
    'a block of four pages begins at page 2',
    ungrouped,
    (scene) => scene.allocate('kernel', 2, { order: 2 }),
    (scene) => scene.allocate('kernel', 4, { order: 2 }),
  ),
  ofAnswer(
    'INV-102',
    'two free blocks share pages',
    split,
    (scene) => reported(scene, [...REMAINDERS, [8, 3]]),
    (scene) => reported(scene, REMAINDERS),
  ),
  ofAnswer(
    'INV-103',
    'a page in use is handed out again',
    split,
    (scene) => scene.allocate('user', 0),
    (scene) => scene.allocate('user', 1),
  ),
  ofAnswer(
    'INV-104',
    'a merged block begins at the upper of its buddies',
    empty,
    (scene) => reported(scene, [[8, 4]]),
    (scene) =>
      reported(scene, [
        [0, 4],
        [16, 4],
      ]),
  ),
  ofAnswer(
    'INV-105',
    'two free buddies lie apart',
    empty,
    (scene) =>
      reported(scene, [
        [0, 3],
        [8, 3],
      ]),
    (scene) =>
      reported(scene, [
        [0, 4],
        [16, 4],
      ]),
  ),
  ofAnswer(
    'INV-106',
    'a block reaches over a zone border',
    () => new Scene(machine('U0-24 1:U24-48'), 'none'),
    (scene) => scene.allocate('user', 16, { order: 4 }),
    (scene) => scene.allocate('user', 0, { order: 4 }),
  ),
  ofAnswer(
    'INV-107',
    'a page in use is on a free list',
    split,
    (scene) => reported(scene, [[0, 0]]),
    (scene) => reported(scene, REMAINDERS),
  ),
  ofAnswer(
    'INV-108',
    'a movable block hangs on the list of unmovable ones',
    empty,
    (scene) => scene.report((into) => into.freeBlock(0, 4, UNMOVABLE)),
    (scene) =>
      reported(scene, [
        [0, 4],
        [16, 4],
      ]),
  ),
  ofAnswer(
    'INV-109',
    'a free block joins CMA with other memory',
    () => new Scene({ ...plain, cma: [{ start: 24, end: 32 }] }, 'none', { groupsByMobility: true }),
    (scene) => reported(scene, [[16, 4]]),
    (scene) => scene.report((into) => into.zone(2, 32, 32)),
  ),
  ofAnswer(
    'INV-110',
    'a free block is on no list',
    empty,
    (scene) => reported(scene, [[0, 4]]),
    (scene) =>
      reported(scene, [
        [0, 4],
        [16, 4],
      ]),
  ),
  ofAnswer(
    'INV-111',
    'NR_FREE_PAGES is one page short',
    split,
    (scene) => scene.report((into) => into.zone(2, 30, 32)),
    (scene) => scene.report((into) => into.zone(2, 31, 32)),
  ),
  ofAnswer(
    'INV-116',
    'the upper half of a split block is lost',
    split,
    (scene) =>
      reported(
        scene,
        REMAINDERS.filter(([pfn]) => pfn !== 1),
      ),
    (scene) => reported(scene, REMAINDERS),
  ),
  ofAnswer(
    'INV-117',
    'the holder of a block cannot free it',
    split,
    (scene) => scene.free(0, [], BUSY),
    (scene) => scene.free(0, [], DONE),
  ),
  ofAnswer(
    'INV-118',
    'a block of sixteen pages is kept on a private list',
    () => {
      const scene = ungrouped();
      scene.allocate('user', 0, { order: 4 });
      return scene;
    },
    (scene) => scene.free(0, [['cached', 0, 4]]),
    (scene) => scene.free(0),
  ),
  ofAnswer(
    'INV-118',
    'a page that was put aside for user memory serves the kernel',
    () => {
      const scene = new Scene(plain, 'none', { groupsByMobility: true });
      scene.allocate('user', 0, {
        effects: [
          ['took', 0, 0],
          ['took', 1, 0],
        ],
      });
      return scene;
    },
    (scene) => scene.allocate('kernel', 1),
    (scene) => scene.allocate('user', 1),
  ),
  ofAnswer(
    'INV-118',
    'a page of one CPU is served on another',
    () => {
      const scene = new Scene({ ...plain, cpus: 2 });
      scene.free(scene.allocate('user', 0, { cpu: 0 }), [['cached', 0, 0]], DONE, 0);
      return scene;
    },
    (scene) => scene.allocate('user', 0, { cpu: 1 }),
    (scene) => scene.allocate('user', 0, { cpu: 0 }),
  ),
  ofAnswer(
    'INV-118',
    'a refill goes on after the lists of the CPU are full',
    () => new Scene(plain),
    (scene) => scene.allocate('user', 0, { cpu: 0, effects: refill(4) }),
    (scene) => scene.allocate('user', 0, { cpu: 0, effects: refill(3) }),
  ),
  ofAnswer(
    'INV-118',
    'the lists of a CPU are full and give nothing back',
    nearlyFull,
    (scene) => scene.free(3, [['cached', 6, 0]], DONE, 0),
    (scene) =>
      scene.free(
        3,
        [
          ['cached', 6, 0],
          ['putBack', 0, 0],
        ],
        DONE,
        0,
      ),
  ),
  ofAnswer(
    'INV-118',
    'a page of an isolated pageblock is kept on a private list',
    () => {
      const scene = new Scene(plain);
      scene.allocate('user', 0);
      scene.isolate(0, DONE, [['isolated', 0]]);
      return scene;
    },
    (scene) => scene.free(0, [['cached', 0, 0]]),
    (scene) => scene.free(0),
  ),
  ofAnswer(
    'INV-119',
    'a drain leaves a page on a private list',
    () => {
      const scene = split();
      scene.free(0, [['cached', 0, 0]]);
      return scene;
    },
    (scene) => scene.drain(),
    (scene) => scene.drain([['putBack', 0, 0]]),
  ),
  ofAnswer(
    'INV-208',
    'free blocks and free pages of one report differ',
    unreported,
    (scene) => figures(scene, 31),
    (scene) => figures(scene, 32),
  ),
];
