import { describe, expect, test } from 'vitest';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { HIGHATOMIC, RECLAIMABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const GROUPED = { groupsByMobility: true };
const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

/** A block of 16 pages at 0 is claimed and one page of it, 0, is in use. */
function claimed(request: 'kernel' | 'reclaimable'): Scene {
  const scene = new Scene(plain, 'none', GROUPED);
  const type = request === 'kernel' ? UNMOVABLE : RECLAIMABLE;
  const effects: Effect[] = [
    ['typeChanged', 0, type],
    ['typeChanged', 8, type],
  ];
  scene.allocate(request, 0, { effects });
  return scene;
}

describe('own lists', () => {
  test('serve before those of another type', () => {
    expect(brokenRule(() => claimed('kernel').allocate('kernel', 8))).toBeNull();
    expect(brokenRule(() => claimed('kernel').allocate('kernel', 16))).toBe('INV-142');
    expect(brokenRule(() => claimed('kernel').allocate('user', 16))).toBeNull();
    expect(brokenRule(() => claimed('kernel').allocate('user', 8))).toBe('INV-142');
  });

  test('do not matter to a target that does not keep types apart', () => {
    const scene = new Scene(plain, 'none', { groupsByMobility: false });
    expect(brokenRule(() => scene.allocate('kernel', 16))).toBeNull();
  });
});

describe('a loan', () => {
  /** Free: 7 and 14..15 of Reclaimable pageblocks, 31 of a Movable one. */
  function scraps(): Scene {
    const scene = claimed('reclaimable');
    for (const [start, end] of [
      [1, 7],
      [8, 14],
      [16, 31],
    ] as const)
      retire(scene, start, end);
    return scene;
  }

  test('is not made while a whole pageblock could be claimed', () => {
    expect(brokenRule(() => new Scene(plain, 'none', GROUPED).allocate('kernel', 0))).toBe('INV-141');
    const scene = scraps();
    expect(brokenRule(() => scene.allocate('kernel', 7))).toBeNull();
    expect(met(scene, 'stolen')).toBe(true);
  });

  test('takes the smallest block, and of those the first of the fallback table', () => {
    expect(brokenRule(() => scraps().allocate('kernel', 7))).toBeNull();
    expect(brokenRule(() => scraps().allocate('kernel', 14))).toBe('INV-142');
    expect(brokenRule(() => scraps().allocate('kernel', 31))).toBe('INV-142');
    expect(brokenRule(() => scraps().allocate('kernel', 14, { order: 1 }))).toBeNull();
  });

  test('leaves the pageblock its type', () => {
    const scene = scraps();
    scene.allocate('kernel', 7);
    expect(scene.state.blockType[0]).toBe(RECLAIMABLE);
  });

  test('is never made by a reserve', () => {
    const scene = scraps();
    scene.state.blockType[0] = HIGHATOMIC;
    expect(brokenRule(() => scene.allocate('kernel', 7))).toBe('INV-138');
  });
});

describe('CMA', () => {
  const cma = { ...plain, cma: [{ start: 24, end: 32 }] };

  /** Eight free CMA pages at 24, and free Movable pages below them so that so many are free in all. */
  function free(pages: number): Scene {
    const scene = new Scene(cma, 'none', GROUPED);
    retire(scene, 0, 32 - pages);
    return scene;
  }

  test('serves first when it is more than half of what is free', () => {
    expect(brokenRule(() => free(15).allocate('user', 24))).toBeNull();
    expect(brokenRule(() => free(15).allocate('user', 23))).toBe('INV-140');
    const scene = free(15);
    scene.allocate('user', 24);
    expect(met(scene, 'cma-first')).toBe(true);
  });

  test('does not serve first when it is exactly half', () => {
    expect(brokenRule(() => free(16).allocate('user', 23))).toBeNull();
    expect(brokenRule(() => free(16).allocate('user', 24))).toBe('INV-140');
  });

  test('serves movable requests only', () => {
    expect(brokenRule(() => free(16).allocate('kernel', 24))).toBe('INV-139');
    expect(brokenRule(() => free(16).allocate('reclaimable', 24))).toBe('INV-139');
  });

  test('serves before another type is asked', () => {
    /** Seven pages of Unmovable, and eight of CMA: CMA is more than half; with one more it would be half. */
    const scene = () => {
      const scene = new Scene(cma, 'none', GROUPED);
      const effects: Effect[] = [
        ['typeChanged', 0, UNMOVABLE],
        ['typeChanged', 8, UNMOVABLE],
      ];
      scene.allocate('kernel', 0, { effects });
      retire(scene, 16, 24);
      return scene;
    };
    expect(brokenRule(() => scene().allocate('user', 8))).toBe('INV-142');
    const last = scene();
    expect(brokenRule(() => last.allocate('user', 24))).toBeNull();
    expect(met(last, 'cma-last')).toBe(true);
  });
});
