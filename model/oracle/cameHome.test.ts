import { describe, expect, test } from 'vitest';
import { DONE, POISON_FAILED, POISON_RECOVERED } from '../../spec/operations/outcome.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { MOVABLE } from '../../spec/zones/migratetype.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';

/** Frame 3 was retired, and the memory behind it exchanged. */
function exchanged(habits = {}): Scene {
  const scene = new Scene(plain, 'none', habits);
  retire(scene, 3, 4);
  scene.replace(0, DONE);
  return scene;
}

type Blocks = readonly (readonly [pfn: number, order: number])[];
const listing =
  (...blocks: Blocks) =>
  (into: Inspection): void => {
    for (const [pfn, order] of blocks) into.freeBlock(pfn, order, MOVABLE);
  };
const told = (scene: Scene, tell: (into: Inspection) => void) => brokenRule(() => scene.report(tell));

const ALL = listing([0, 4], [16, 4]);
const WITHOUT_3 = listing([0, 1], [2, 0], [4, 2], [8, 3], [16, 4]);
const WITHOUT_16 = listing([0, 4]);

test('INV-5: memory that was exchanged is in circulation again', () => {
  expect(told(exchanged(), ALL)).toBeNull();
  expect(told(exchanged(), WITHOUT_3)).toBe('INV-5');
  expect(told(new Scene(plain, 'none'), WITHOUT_3)).toBe('INV-105');
});

describe('another mistake', () => {
  test('is what it is where the frame is listed', () => {
    expect(told(exchanged(), WITHOUT_16)).toBe('INV-110');
    const private3 = (into: Inspection) => {
      into.cachedBlock(3, 0, 0);
      into.freeBlock(16, 4, MOVABLE);
    };
    expect(told(exchanged(), private3)).toBe('INV-103');
  });

  test('is what it is where no block is listed at all', () => {
    expect(told(exchanged(), (into) => into.zone(2, 31, 32))).toBe('INV-111');
    expect(told(exchanged(), (into) => [into.usedBlock(3, 0), into.pins(3, 1, 1)])).toBe('INV-103');
  });

  test('is what it is where blocks may be on private lists that nobody is told of', () => {
    const scene = exchanged({ reportsCache: false });
    scene.free(scene.allocate('user', 8));
    const wrong = (into: Inspection) => {
      listing([16, 4])(into);
      into.zone(2, 32, 31);
    };
    expect(told(scene, wrong)).toBe('INV-113');
    expect(told(exchanged({ reportsCache: false }), wrong)).toBe('INV-5');
  });

  test('is what it is while the frame is in use', () => {
    const scene = new Scene(plain, 'none');
    const handle = scene.allocate('user', 2, { order: 1 });
    scene.poison(3, 'injected', POISON_FAILED);
    scene.replace(0, DONE);
    expect(scene.state.cameHome).toEqual([3]);
    expect(told(scene, listing([0, 1], [4, 2], [8, 3]))).toBe('INV-110');
    expect(told(scene, listing([0, 1], [4, 2], [8, 3], [16, 4]))).toBeNull();
    scene.free(handle);
    expect(told(scene, WITHOUT_3)).toBe('INV-5');
  });
});

test('a target is asked once more only if that can tell something', () => {
  const asked = (scene: Scene) => {
    let times = 0;
    brokenRule(() =>
      scene.report((into) => {
        times++;
        WITHOUT_16(into);
      }),
    );
    return times;
  };
  expect([asked(new Scene(plain, 'none')), asked(exchanged())]).toEqual([1, 2]);
});

describe('what has come home', () => {
  test('is like any other memory once a report has shown it', () => {
    const scene = exchanged();
    expect(scene.state.cameHome).toEqual([3]);
    expect([told(scene, ALL), scene.state.cameHome]).toEqual([null, []]);
    expect(told(scene, WITHOUT_3)).toBe('INV-105');
  });

  test('is gone again with the next error', () => {
    const scene = exchanged();
    scene.poison(3, 'injected', POISON_RECOVERED);
    expect([told(scene, WITHOUT_3), scene.state.cameHome]).toEqual([null, []]);
  });
});

test('an error that is no objection is not looked into', () => {
  const scene = exchanged();
  let times = 0;
  const fails = () => {
    times++;
    throw new TypeError('the target is broken');
  };
  expect(() => scene.report(fails)).toThrow(TypeError);
  expect(times).toBe(1);
});
