import { describe, expect, test } from 'vitest';
import {
  DONE,
  INTERRUPTED,
  NO_MEMORY,
  POISON_FAILED,
  POISON_RECOVERED,
} from '../../spec/operations/outcome.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { CMA, ISOLATE, MIRROR, MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, mirrored, NO_MARKS, plain, withCma } from '../testing/machines.ts';
import { CLAIM, halfFree } from '../testing/pressure.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';

const GROUPED = { groupsByMobility: true };
const told = (scene: Scene, tell: (into: Inspection) => void) => brokenRule(() => scene.report(tell));
type Blocks = readonly (readonly [pfn: number, order: number, type?: number])[];
const listing =
  (...blocks: Blocks) =>
  (into: Inspection): void => {
    for (const [pfn, order, type = MOVABLE] of blocks) into.freeBlock(pfn, order, type);
  };

describe('what a zone keeps back from requests', () => {
  const layout = machine('U0-32 1:U32-64', {
    geometry: { ...plain.geometry, dmaEnd: 16, dma32End: 16 },
    tuning: { ...NO_MARKS, lowmemReserveRatio: [4, 4, 4] },
  });
  const kept = (zone: number, ceiling: number, pages: number, habits = {}, poke = (_: Scene) => {}) => {
    const scene = new Scene(layout, 'none', habits);
    poke(scene);
    return told(scene, (into) => into.lowmemReserve(zone, ceiling, pages));
  };

  test('follows from the pages above it', () => {
    expect(new Scene(layout, 'none').state.reserve[2]).toBe(4);
    expect([kept(0, 2, 4), kept(0, 2, 5), kept(0, 2, 0), kept(0, 0, 0)]).toEqual([
      null,
      'INV-126',
      'INV-126',
      null,
    ]);
    const other = ({ state }: Scene) => state.reserve.fill(7, 4 * 4 + 2, 4 * 4 + 3);
    expect([kept(4, 2, 7, {}, other), kept(4, 2, 0, {}, other)]).toEqual([null, 'INV-126']);
  });

  test('is nothing for a ceiling that there is not, and for a zone that there is not', () => {
    const next = ({ state }: Scene) => state.reserve.fill(7, 16, 20);
    expect([kept(3, 4, 0, {}, next), kept(3, 5, 0, {}, next), kept(3, 5, 7, {}, next)]).toEqual([
      null,
      null,
      'INV-126',
    ]);
    expect([kept(9, 2, 0), kept(9, 2, 1)]).toEqual([null, 'INV-126']);
  });

  test('is not judged of a target without marks', () => {
    expect(kept(0, 2, 5, { keepsWatermarks: false })).toBeNull();
  });

  test('is told after a mark that was wrong before', () => {
    const both = (into: Inspection): void => {
      into.marks(2, 1, 0, 0);
      into.lowmemReserve(0, 2, 5);
    };
    expect(told(new Scene(layout, 'none'), both)).toBe('INV-127');
  });
});

describe('pages of CMA', () => {
  const cma = (habits = {}) => new Scene(withCma, 'none', habits);

  test('are counted in their zone and in their area', () => {
    const scene = cma();
    expect([8, 7].map((pages) => told(scene, (into) => into.freeCma(2, pages)))).toEqual([null, 'INV-112']);
    expect([0, 1].map((pages) => told(scene, (into) => into.freeCma(3, pages)))).toEqual([null, 'INV-112']);
    expect([8, 7].map((pages) => told(scene, (into) => into.cmaArea(0, pages)))).toEqual([null, 'INV-145']);
  });

  test('are not counted while some may be on private lists', () => {
    const quiet = cma({ reportsCache: false });
    quiet.free(quiet.allocate('user', 32));
    expect(told(quiet, (into) => into.freeCma(2, 7))).toBeNull();
    quiet.drain();
    expect(told(quiet, (into) => into.freeCma(2, 7))).toBe('INV-112');
  });

  test('are of another type than ordinary ones even to who knows no more', () => {
    const type = (habits: object, pfn: number, said: number) =>
      told(cma(habits), (into) => into.pageblock(pfn, said, false));
    const quiet = { reportsCache: false, groupsByMobility: true };
    expect([
      type(quiet, 24, MOVABLE),
      type(quiet, 24, CMA),
      type(quiet, 0, UNMOVABLE),
      type(quiet, 0, CMA),
    ]).toEqual(['INV-108', null, null, 'INV-108']);
    const careless = { groupsByMobility: false };
    expect([type(careless, 24, MOVABLE), type(careless, 24, CMA)]).toEqual([null, null]);
    expect([type(GROUPED, 24, MOVABLE), type(GROUPED, 0, UNMOVABLE)]).toEqual(['INV-108', 'INV-108']);
  });
});

test('memory errors are counted by node and by result', () => {
  const scene = new Scene(machine('U0-32 1:U32-64'), 'none');
  scene.poison(33, 'injected', POISON_RECOVERED);
  scene.poison(34, 'injected', POISON_RECOVERED);
  const errors = (node: number, ...counts: readonly number[]) =>
    told(scene, (into) => into.memoryErrors(node, ...(counts as [number, number, number, number, number])));
  expect([errors(1, 2, 0, 0, 0, 2), errors(0, 0, 0, 0, 0, 0)]).toEqual([null, null]);
  expect([
    errors(1, 3, 0, 0, 0, 2),
    errors(1, 2, 2, 0, 0, 0),
    errors(0, 2, 0, 0, 0, 2),
    errors(1, 1, 0, 0, 0, 1),
  ]).toEqual(['INV-197', 'INV-197', 'INV-197', 'INV-197']);
});

test('all memory blocks are there, each as it was made', () => {
  const blocks = (...online: readonly boolean[]) =>
    told(new Scene(machine('U0-32 U32-48o'), 'none'), (into) =>
      online.forEach((each, block) => {
        into.memoryBlock(block, each);
      }),
    );
  expect([blocks(true, true, false), blocks()]).toEqual([null, null]);
  expect([blocks(true, true, true), blocks(true, false, false), blocks(true, true)]).toEqual([
    'INV-180',
    'INV-180',
    'INV-180',
  ]);
  expect(blocks(true, true, false, false)).toBe('INV-191');
});

test('frames of a zone below those that an option makes are another matter than zones that overlap', () => {
  const layout = machine('M0-32 U32-64', { geometry: { ...plain.geometry, dmaEnd: 16, dma32End: 16 } });
  const frames = (zone: number, pages: number) =>
    told(new Scene(layout), (into) => into.present(zone, pages));
  expect([frames(0, 16), frames(2, 16), frames(3, 32), frames(9, 0)]).toEqual([null, null, null, null]);
  expect([frames(0, 15), frames(2, 15), frames(3, 31)]).toEqual(['INV-114', 'INV-148', 'INV-148']);
});

describe('what somebody has a hold on', () => {
  const held = () => {
    const scene = new Scene(plain, 'none');
    const handle = scene.allocate('user', 2, { order: 1 });
    scene.getRef(handle);
    return { scene, handle };
  };

  test('is its owner’s until that has freed it', () => {
    const { scene, handle } = held();
    const says = (orphan: boolean) => told(scene, (into) => into.references(2, 1, orphan));
    expect([says(false), says(true)]).toEqual([null, 'INV-117']);
    scene.free(handle);
    expect([says(false), says(true)]).toEqual(['INV-117', null]);
  });

  test('begins where it is said to', () => {
    const { scene } = held();
    const nowhere = (tell: (into: Inspection, pfn: number) => void) =>
      [3, 5].map((pfn) => told(scene, (into) => tell(into, pfn)));
    expect(nowhere((into, pfn) => into.locked(pfn))).toEqual(['INV-171', 'INV-171']);
    expect(nowhere((into, pfn) => into.queuedForSplit(pfn))).toEqual(['INV-174', 'INV-174']);
    expect(nowhere((into, pfn) => into.pooled(pfn))).toEqual(['INV-206', 'INV-206']);
    expect(nowhere((into, pfn) => into.references(pfn, 1, false))).toEqual(['INV-168', 'INV-168']);
  });

  test('is locked, waits to be split or is kept in the pool only if it was so', () => {
    const { scene, handle } = held();
    const locked = () => told(scene, (into) => into.locked(2));
    expect(locked()).toBe('INV-171');
    scene.mlock(handle);
    expect(locked()).toBeNull();
    const pool = new Scene(plain, 'none');
    for (const element of [pool.poolGet(0), pool.poolGet(1)]) pool.poolPut(element);
    pool.allocate('user', 5);
    expect(told(pool, (into) => [into.pooled(0), into.pooled(1)])).toBeNull();
    expect(told(pool, (into) => [into.pooled(0), into.pooled(5)])).toBe('INV-206');
  });

  test('waits to be split, each once and all of them', () => {
    const scene = new Scene(plain, 'none');
    for (const pfn of [0, 4]) scene.unmapPart(scene.allocate('user', pfn, { order: 2 }));
    scene.allocate('user', 8, { order: 2 });
    const waits = (...pfns: readonly number[]) =>
      told(scene, (into) => {
        for (const pfn of pfns) into.queuedForSplit(pfn);
      });
    expect([waits(0, 4), waits()]).toEqual([null, null]);
    expect([waits(0), waits(0, 0), waits(0, 8)]).toEqual(['INV-174', 'INV-174', 'INV-174']);
  });
});

test('mirrored processes are those that became so, and all of them', () => {
  const scene = new Scene(mirrored, 'nonmirror');
  for (const owner of [1, 3]) scene.upgrade(owner, DONE);
  const processes = (...owners: readonly number[]) =>
    told(scene, (into) => {
      for (const owner of owners) into.mirroredProcess(owner);
    });
  expect([processes(1, 3), processes(3, 1), processes()]).toEqual([null, null, null]);
  expect([processes(1), processes(3), processes(2), processes(1, 2, 3)]).toEqual([
    'INV-153',
    'INV-153',
    'INV-153',
    'INV-153',
  ]);
});

test('a boost is that of the books', () => {
  const scene = halfFree();
  scene.allocate('kernel', 0, { effects: CLAIM });
  expect([8, 0, 9].map((pages) => told(scene, (into) => into.boost(2, pages)))).toEqual([
    null,
    'INV-132',
    'INV-132',
  ]);
  expect(told(scene, (into) => into.boost(9, 0))).toBeNull();
});

test('managed pages that are too many are lent ones, or those of a zone that may not be', () => {
  const lent = new Scene(plain, 'none');
  lent.inflate(0);
  const managed = (pages: number) => told(lent, (into) => into.zone(2, 31, pages));
  expect([managed(31), managed(32), managed(30)]).toEqual([null, 'INV-176', 'INV-113']);
  const online = new Scene(machine('U0-32 U32-48o'), 'kernelcore');
  online.online(2, 'movable', DONE, [['zoneChosen', 3]]);
  expect([16, 17].map((pages) => told(online, (into) => into.zone(3, 16, pages)))).toEqual([null, 'INV-113']);
});

describe('pages that are withheld', () => {
  const withheld = () => {
    const scene = new Scene(plain, 'none', GROUPED);
    scene.isolate(1, DONE, [['isolated', 8]]);
    return scene;
  };
  const rest: Blocks = [
    [0, 3],
    [16, 4],
  ];

  test('hang together in any way, and are all told of where free blocks are', () => {
    expect(told(withheld(), listing(...rest, [8, 3, ISOLATE]))).toBeNull();
    expect(
      told(withheld(), listing(...rest, [8, 2, ISOLATE], [12, 1, ISOLATE], [14, 1, ISOLATE])),
    ).toBeNull();
    expect(told(withheld(), listing(...rest, [8, 2, ISOLATE]))).toBe('INV-136');
    expect(told(withheld(), () => {})).toBeNull();
    expect(told(withheld(), (into) => into.zone(2, 24, 32))).toBeNull();
  });

  test('are no part of a block with others, on either side', () => {
    expect(told(withheld(), listing([0, 3]))).not.toBe('INV-109');
    expect(told(withheld(), listing([0, 4]))).toBe('INV-109');
    expect(told(withheld(), listing([16, 4]))).not.toBe('INV-109');
  });
});

describe('free blocks of the mirror', () => {
  const blocks: Blocks = [
    [0, 4, MIRROR],
    [16, 4, MIRROR],
    [32, 4],
    [48, 4],
  ];
  const free = (design: 'reserve' | 'migratetype', pages: number) =>
    told(new Scene(mirrored, design, GROUPED), (into) => {
      listing(...blocks)(into);
      into.zone(2, pages, 64);
    });

  test('are in the figure of their zone unless they are set aside', () => {
    expect([free('reserve', 32), free('reserve', 64)]).toEqual([null, 'INV-154']);
    expect([free('migratetype', 64), free('migratetype', 32)]).toEqual([null, 'INV-111']);
  });

  test('are in its sums even where the books are in doubt', () => {
    const quiet = (pages: number) => {
      const scene = new Scene(mirrored, 'reserve', { reportsCache: false });
      scene.free(scene.allocate('user', 32));
      return told(scene, (into) => {
        listing(...blocks)(into);
        into.zone(2, pages, 64);
      });
    };
    expect([quiet(32), quiet(31), quiet(64)]).toEqual([null, 'INV-208', 'INV-208']);
  });

  test('are not summed up in zones that there are not', () => {
    const scene = new Scene(plain, 'none');
    const figures = (zone: number) =>
      told(scene, (into) => {
        listing([0, 4], [16, 4])(into);
        into.zone(zone, 0, 0);
      });
    expect([figures(0), figures(3), figures(4), figures(99)]).toEqual([null, null, null, null]);
  });
});

describe('a free block that is missing', () => {
  const FREE: Blocks = [
    [1, 0],
    [2, 1],
    [8, 3],
    [16, 4],
  ];
  /** In use: 0 and 4; on a private list: 6; out of circulation: 7; free: 1, 2..3, 5, 8..15 and 16..31. */
  const used = () => {
    const scene = new Scene(plain, 'none', GROUPED);
    scene.allocate('user', 0);
    scene.allocate('user', 4);
    scene.free(scene.allocate('user', 6), [['cached', 6, 0]]);
    retire(scene, 7, 8);
    return scene;
  };
  const without = (left: number, ...more: Blocks) =>
    told(used(), listing(...FREE.filter(([pfn]) => pfn !== left), [5, 0], ...more));

  test('was lost by a split if its buddy was given out', () => {
    expect(without(-1)).toBeNull();
    expect([without(1), without(2), without(8)]).toEqual(['INV-116', 'INV-116', 'INV-116']);
    const cached = new Scene(plain, 'none', GROUPED);
    cached.free(cached.allocate('user', 0), [['cached', 0, 0]]);
    expect(told(cached, listing([2, 1], [4, 2], [8, 3], [16, 4]))).toBe('INV-116');
  });

  test('was lost some other way if its buddy is out of circulation, or in another zone', () => {
    const scene = new Scene(plain, 'none', GROUPED);
    retire(scene, 0, 1);
    expect(told(scene, listing([2, 1], [4, 2], [8, 3], [16, 4]))).toBe('INV-110');
    const nodes = new Scene(machine('U0-8 1:U8-32'), 'none');
    nodes.allocate('user', 8, { order: 3, node: 1 });
    expect(told(nodes, listing([16, 4]))).toBe('INV-110');
  });
});

test('a type that is wrong was lost by an offlining that was rolled back, in its block and until a report was right', () => {
  const scene = new Scene(mirrored, 'kernelcore', GROUPED);
  scene.allocate('user', 32);
  retire(scene, 0, 32);
  retire(scene, 48, 64);
  scene.offline(2, NO_MEMORY, [
    ['isolated', 32],
    ['isolated', 40],
    ['culprit', 32],
    ['unisolated', 32],
    ['unisolated', 40],
  ]);
  const wrong = (pfn: number) => told(scene, (into) => into.pageblock(pfn, UNMOVABLE, false));
  expect([wrong(32), wrong(40), wrong(24), wrong(48)]).toEqual(['INV-183', 'INV-183', 'INV-108', 'INV-108']);
  expect(told(scene, (into) => into.freeBlock(33, 0, UNMOVABLE))).toBe('INV-183');
  scene.report(() => {});
  expect(wrong(32)).toBe('INV-108');
});

test('what a refused range had taken lies in that range', () => {
  const scene = new Scene(plain, 'none');
  scene.poison(20, 'injected', POISON_RECOVERED);
  scene.inject('signal', 0);
  scene.contigAllocate(8, 8, INTERRUPTED, [
    ['isolated', 8],
    ['unisolated', 8],
  ]);
  const used = (pfn: number) => told(scene, (into) => into.usedBlock(pfn, 0));
  expect([7, 8, 15, 16].map(used)).toEqual(['INV-103', 'INV-144', 'INV-144', 'INV-103']);
});

test('a free block of which the books are in doubt is free all the same', () => {
  const scene = new Scene(plain, 'none', { reportsCache: false });
  scene.free(scene.allocate('user', 0));
  const held = scene.allocate('user', 8, { order: 1 });
  scene.poison(8, 'injected', POISON_FAILED);
  expect([listing([1, 0]), listing([0, 1]), listing([8, 0])].map((tell) => told(scene, tell))).toEqual([
    null,
    null,
    'INV-107',
  ]);
  expect(held).toBe(1);
});
