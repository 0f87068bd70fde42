import { describe, expect, test } from 'vitest';
import {
  DONE,
  INTERRUPTED,
  POISON_ALREADY,
  POISON_FAILED,
  POISON_RECOVERED,
} from '../../spec/operations/outcome.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { ISOLATE, MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, NO_MARKS, plain } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

/** In use: 0 and 2..3; on a private list: 4; free: 1, 5, 6..7, 8..15 and 16..31. */
function used(): Scene {
  const scene = new Scene(machine('U0-32', { tuning: { ...NO_MARKS, minFreePages: 8 } }), 'none', {
    groupsByMobility: true,
  });
  scene.allocate('user', 0);
  scene.pin(scene.allocate('user', 2, { order: 1 }), 'short', 2);
  scene.free(scene.allocate('user', 4), [['cached', 4, 0]]);
  return scene;
}

const FREE = [
  [1, 0],
  [5, 0],
  [6, 1],
  [8, 3],
  [16, 4],
] as const;

const told = (tell: (into: Inspection) => void, scene = used()) => brokenRule(() => scene.report(tell));

/** Reports all free blocks but the last of them, and others in its place. */
const freeBut = (left: number, ...others: readonly (readonly [pfn: number, order: number])[]) =>
  told((into) => {
    for (const [pfn, order] of [...FREE.filter(([pfn]) => pfn !== left), ...others])
      into.freeBlock(pfn, order, MOVABLE);
  });

test('a report that says nothing is no lie', () => {
  expect(told(() => {})).toBeNull();
});

describe('free blocks', () => {
  test('are all reported, if any is', () => {
    expect(freeBut(-1)).toBeNull();
    expect(freeBut(16)).toBe('INV-110');
  });

  test('hold what a split left over', () => {
    expect(freeBut(1)).toBe('INV-116');
    expect(freeBut(8)).toBe('INV-116');
  });

  test('add up to the free pages of their zone, even where the books are in doubt', () => {
    const doubtful = () => {
      const scene = new Scene(plain, 'none', { reportsCache: false });
      scene.free(scene.allocate('user', 0));
      return scene;
    };
    const report = (free: number) =>
      told(
        (into) => [into.freeBlock(0, 4, MOVABLE), into.freeBlock(16, 4, MOVABLE), into.zone(2, free, 32)],
        doubtful(),
      );
    expect(report(32)).toBeNull();
    expect(report(31)).toBe('INV-208');
    expect(told((into) => into.zone(2, 31, 32), doubtful())).toBeNull();
  });

  test('are reported once', () => {
    expect(freeBut(16, [8, 3])).toBe('INV-102');
    expect(told((into) => [into.cachedBlock(4, 0, 0), into.freeBlock(4, 0, MOVABLE)])).toBe('INV-103');
  });

  test('are merged with their buddies', () => {
    expect(freeBut(16, [16, 3], [24, 3])).toBe('INV-105');
    expect(freeBut(16, [16, 3])).toBe('INV-105');
  });

  test('do not join blocks that may not merge', () => {
    const cma = new Scene({ ...plain, cma: [{ start: 24, end: 32 }] }, 'none');
    expect(told((into) => into.freeBlock(16, 4, MOVABLE), cma)).toBe('INV-109');
  });

  test('are free', () => {
    expect(freeBut(1, [0, 0])).toBe('INV-107');
    expect(freeBut(1, [0, 1])).toBe('INV-107');
    expect(freeBut(5, [4, 0])).toBe('INV-103');
  });

  test('are not out of circulation, out of service or withheld', () => {
    const scene = new Scene(machine('U0-32 U32-48o', { tuning: NO_MARKS }), 'none', {
      groupsByMobility: true,
    });
    const listed = (pfn: number) => told((into) => into.freeBlock(pfn, 0, MOVABLE), scene);
    scene.poison(9, 'injected', POISON_RECOVERED);
    expect(listed(9)).toBe('INV-192');
    expect(listed(32)).toBe('INV-185');
    scene.isolate(2, DONE, [['isolated', 16]]);
    expect(listed(16)).toBe('INV-108');
  });

  test('hold no page that left circulation when it was freed', () => {
    const scene = new Scene(machine('U0-32', { tuning: NO_MARKS }), 'none', { groupsByMobility: true });
    const held = scene.allocate('user', 0, { order: 1 });
    scene.poison(1, 'injected', POISON_FAILED);
    scene.free(held);
    const whole = () => told((into) => into.freeBlock(0, 4, MOVABLE), scene);
    expect(whole()).toBe('INV-195');
    scene.report(() => {});
    expect(whole()).toBe('INV-192');
  });

  test('that lie apart are a symptom, if one of them begins at a wrong place', () => {
    expect(freeBut(16, [16, 0], [17, 1])).toBe('INV-104');
  });

  test('are no larger than the largest block', () => {
    expect(freeBut(16, [0, 5])).toBe('INV-101');
  });

  test('lie in one zone, in memory, at a multiple of their size', () => {
    const nodes = new Scene(machine('U0-8 1:U8-32'), 'none');
    expect(told((into) => into.freeBlock(0, 4, MOVABLE), nodes)).toBe('INV-106');
    expect(freeBut(1, [32, 0])).toBe('INV-0');
    expect(freeBut(1, [1, 1])).toBe('INV-104');
  });

  test('hang on the list of their pageblock', () => {
    expect(told((into) => into.freeBlock(16, 4, UNMOVABLE))).toBe('INV-108');
    expect(told((into) => into.freeBlock(16, 4, 99))).toBe('INV-108');
    const ungrouped = new Scene(plain);
    expect(told((into) => [0, 16].map((pfn) => into.freeBlock(pfn, 4, UNMOVABLE)), ungrouped)).toBeNull();
  });
});

describe('blocks on private lists', () => {
  test('are all reported, once, if any is', () => {
    expect(told((into) => into.cachedBlock(4, 0, 0))).toBeNull();
    expect(told((into) => [4, 4].map((pfn) => into.cachedBlock(pfn, 0, 0)))).toBe('INV-103');
    const two = used();
    two.free(two.allocate('user', 5), [['cached', 5, 0]]);
    expect(told((into) => into.cachedBlock(4, 0, 0), two)).toBe('INV-103');
  });

  test('are there', () => {
    expect(told((into) => into.cachedBlock(5, 0, 0))).toBe('INV-103');
    expect(told((into) => into.cachedBlock(0, 0, 0))).toBe('INV-103');
  });
});

describe('blocks in use', () => {
  test('are all reported, once, if any is', () => {
    const report = (...blocks: readonly (readonly [number, number])[]) =>
      told((into) => {
        for (const [pfn, order] of blocks) into.usedBlock(pfn, order);
      });
    expect(report([0, 0], [2, 1])).toBeNull();
    expect(report([0, 0])).toBe('INV-103');
    expect(report([2, 1], [2, 1])).toBe('INV-103');
    expect(report([0, 0], [2, 1], [5, 0])).toBe('INV-103');
    expect(report([0, 0], [2, 0], [3, 0])).toBe('INV-103');
  });
});

describe('pageblocks', () => {
  test('have the type that was claimed, and are not isolated', () => {
    expect(told((into) => into.pageblock(0, MOVABLE, false))).toBeNull();
    expect(told((into) => into.pageblock(0, UNMOVABLE, false))).toBe('INV-108');
    expect(told((into) => into.pageblock(0, ISOLATE, true))).toBe('INV-135');
    expect(told((into) => into.pageblock(0, MOVABLE, true))).toBe('INV-135');
    expect(told((into) => into.pageblock(0, 99, false))).toBe('INV-108');
    expect(told((into) => into.pageblock(32, MOVABLE, false))).toBe('INV-0');
    expect(told((into) => into.pageblock(0, UNMOVABLE, false), new Scene(plain))).toBeNull();
  });

  test('that are isolated are reported so', () => {
    const scene = used();
    scene.state.facts[0]! |= 1 << 5;
    expect(told((into) => into.pageblock(0, ISOLATE, true), scene)).toBeNull();
    expect(told((into) => into.pageblock(0, MOVABLE, false), scene)).toBe('INV-135');
  });
});

describe('a pageblock that is isolated', () => {
  /** The pageblock at 8 is withheld, its buddy at 0 is not. */
  const isolated = () => {
    const scene = new Scene(machine('U0-32', { tuning: NO_MARKS }), 'none', { groupsByMobility: true });
    scene.isolate(1, DONE, [['isolated', 8]]);
    return scene;
  };

  test('has its free pages on no ordinary list', () => {
    expect(told((into) => into.freeBlock(8, 3, MOVABLE), isolated())).toBe('INV-108');
    expect(told((into) => into.freeBlock(9, 0, MOVABLE), isolated())).toBe('INV-108');
    expect(told((into) => into.freeBlock(0, 3, ISOLATE), isolated())).toBe('INV-136');
  });

  test('is no part of a block with one that is not', () => {
    expect(told((into) => into.freeBlock(0, 4, MOVABLE), isolated())).toBe('INV-109');
    expect(told((into) => into.freeBlock(0, 4, ISOLATE), isolated())).toBe('INV-109');
  });

  test('is named before the figure that it falsifies', () => {
    const both = (into: Inspection) => {
      into.zone(2, 32, 32);
      into.freeBlock(8, 3, MOVABLE);
    };
    expect(told((into) => into.zone(2, 32, 32), isolated())).toBe('INV-111');
    expect(told(both, isolated())).toBe('INV-108');
  });
});

describe('counters', () => {
  test('are those of the books', () => {
    expect(told((into) => into.zone(2, 28, 32))).toBeNull();
    expect(told((into) => into.zone(2, 27, 32))).toBe('INV-111');
    expect(told((into) => into.zone(2, 28, 31))).toBe('INV-113');
    expect(told((into) => into.zone(9, 0, 0))).toBeNull();
  });

  test('of marks follow the formula, where marks are kept', () => {
    expect(told((into) => into.marks(2, 8, 10, 12))).toBeNull();
    expect(told((into) => into.marks(2, 7, 10, 12))).toBe('INV-127');
    expect(told((into) => into.marks(2, 8, 11, 12))).toBe('INV-127');
    expect(told((into) => into.marks(2, 8, 10, 13))).toBe('INV-127');
    expect(told((into) => into.marks(9, 0, 0, 0))).toBeNull();
    const without = new Scene(plain, 'none', { keepsWatermarks: false });
    expect(told((into) => into.marks(2, 7, 7, 7), without)).toBeNull();
  });

  test('of pins are exact', () => {
    expect(told((into) => into.pins(2, 1, 0))).toBeNull();
    expect(told((into) => into.pins(2, 2, 0))).toBe('INV-167');
    expect(told((into) => into.pins(2, 1, 1))).toBe('INV-167');
    expect(told((into) => into.pins(3, 1, 0))).toBe('INV-167');
    expect(told((into) => into.pins(0, 0, 0))).toBeNull();
  });
});

test('a memory block is what it was made', () => {
  const scene = () => new Scene(machine('U0-32 U32-48o'), 'none');
  expect(told((into) => [0, 1, 2].map((block) => into.memoryBlock(block, block < 2)), scene())).toBeNull();
  expect(told((into) => into.memoryBlock(0, false), scene())).toBe('INV-180');
  expect(told((into) => into.memoryBlock(2, true), scene())).toBe('INV-180');
});

describe('what a zone has', () => {
  const halfMovable = () => new Scene(machine('U0-32', { boot: { kernelcore: 16 } }), 'kernelcore');
  const unmirrored = () => new Scene(machine('U0-32'), 'kernelcore');

  test('is each frame in one zone, also where the spans of zones could overlap', () => {
    const tell = (normal: number, movable: number) =>
      told((into) => {
        into.present(2, normal);
        into.present(3, movable);
      }, halfMovable());
    expect(tell(16, 16)).toBeNull();
    expect(tell(32, 16)).toBe('INV-148');
    expect(tell(16, 15)).toBe('INV-148');
    expect(told((into) => into.present(2, 31), new Scene(machine('U0-32'), 'none'))).toBe('INV-114');
  });

  test('is no ZONE_MOVABLE where the option for it is void', () => {
    expect(told((into) => into.zone(3, 32, 32), unmirrored())).toBe('INV-157');
    expect(told((into) => into.zone(2, 32, 31), unmirrored())).toBe('INV-113');
  });

  test('is told before marks that follow from it', () => {
    const lie = (into: Inspection) => into.marks(2, 9, 10, 11);
    expect(told(lie, unmirrored())).toBe('INV-127');
    expect(
      told((into) => {
        lie(into);
        into.zone(3, 32, 32);
      }, unmirrored()),
    ).toBe('INV-157');
  });
});

test('boosts of marks, elements of the pool and mirrored processes are those of the books', () => {
  expect(told((into) => into.boost(2, 0))).toBeNull();
  expect(told((into) => into.boost(2, 8))).toBe('INV-132');
  expect(told((into) => into.pooled(0))).toBe('INV-206');
  expect(told((into) => into.pooled(5))).toBe('INV-206');
  expect(told((into) => into.mirroredProcess(1))).toBe('INV-153');
});

test('elements of the pool are each reported once, and all of them', () => {
  const pool = (...pfns: readonly number[]) => {
    const scene = new Scene(plain);
    for (const handle of [scene.poolGet(0), scene.poolGet(1)]) scene.poolPut(handle);
    return told((into) => {
      for (const pfn of pfns) into.pooled(pfn);
    }, scene);
  };
  expect(pool(0, 1)).toBeNull();
  expect(pool()).toBeNull();
  expect(pool(0)).toBe('INV-206');
  expect(pool(0, 0)).toBe('INV-206');
});

describe('a hold that the books do not know', () => {
  const references = (...errors: readonly number[]) => {
    const scene = used();
    for (const answer of errors) scene.poison(3, 'injected', answer);
    return told((into) => into.references(2, 1, false), scene);
  };

  test('is the doing of the error that struck there', () => {
    expect(references()).toBe('INV-168');
    expect(references(POISON_FAILED)).toBe('INV-195');
    expect(references(POISON_FAILED, POISON_ALREADY)).toBe('INV-196');
  });

  test('is not what is missing', () => {
    const scene = used();
    scene.getRef(0);
    scene.poison(0, 'injected', POISON_FAILED);
    expect(told((into) => into.references(0, 0, false), scene)).toBe('INV-168');
  });
});

test('what a refused range had taken is free again', () => {
  const scene = new Scene(machine('U0-32', { tuning: NO_MARKS }), 'none', { groupsByMobility: true });
  const used = (pfn: number) => told((into) => into.usedBlock(pfn, 3), scene);
  expect(used(0)).toBe('INV-103');
  scene.inject('signal', 0);
  scene.contigAllocate(0, 8, INTERRUPTED, [
    ['isolated', 0],
    ['unisolated', 0],
  ]);
  expect(used(0)).toBe('INV-144');
  expect(used(8)).toBe('INV-103');
  scene.report(() => {});
  expect(used(0)).toBe('INV-103');
});

test('INV-157 is about ZONE_MOVABLE where none may be; pages of another zone that is not there are managed by nobody', () => {
  const zoneWithPages = (zone: number) =>
    told((into) => into.zone(zone, 0, 5), new Scene(machine('U0-32'), 'kernelcore'));
  expect([zoneWithPages(3), zoneWithPages(0)]).toEqual(['INV-157', 'INV-113']);
});

test('pins are those of an allocation, reported where it begins', () => {
  expect(told((into) => into.pins(2, 1, 0))).toBeNull();
  expect(told((into) => into.pins(3, 1, 0))).toBe('INV-167');
});

test('what is withheld is all reported where free blocks are', () => {
  const withheld = () => {
    const scene = used();
    scene.isolate(1, DONE, [['isolated', 8]]);
    return scene;
  };
  const report = (into: Inspection) => {
    for (const [pfn, order] of FREE) if (pfn !== 8) into.freeBlock(pfn, order, MOVABLE);
  };
  expect(told(report, withheld())).toBe('INV-136');
});

test('two pageblocks that became alike while they were free are no one block', () => {
  const scene = new Scene(machine('U0-48', { cma: [{ start: 24, end: 40 }] }), 'none');
  scene.state.blockType[3] = MOVABLE;
  expect(brokenRule(() => scene.report((into) => into.freeBlock(16, 4, MOVABLE)))).toBe('INV-105');
});
