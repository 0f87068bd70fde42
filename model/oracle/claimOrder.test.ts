import { describe, expect, test } from 'vitest';
import { RECLAIMABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

const claim = (pfn: number, type = UNMOVABLE): Effect => ['typeChanged', pfn, type];
const claimOf16 = (pfn: number): Effect[] => [claim(pfn), claim(pfn + 8)];
const fresh = () => new Scene(plain, 'none', { groupsByMobility: true });

/** The four pageblocks are Movable; of each so many first pages are in user hands. */
function held(...pages: readonly number[]): Scene {
  const scene = fresh();
  pages.forEach((count, pageblock) => {
    for (let pfn = pageblock * 8; pfn < pageblock * 8 + count; pfn++) scene.allocate('user', pfn);
  });
  return scene;
}

describe('a loan', () => {
  const borrowed = (scene: Scene, pfn: number, order = 0) =>
    brokenRule(() => scene.allocate('kernel', pfn, { order }));

  test('is made where no pageblock can be claimed', () => {
    expect(borrowed(held(5, 5, 5, 5), 5)).toBeNull();
  });

  test('is not made while a claim must succeed, whichever block it tries', () => {
    expect(borrowed(held(4, 8, 8, 8), 4)).toBe('INV-141');
    expect(borrowed(held(4, 4, 5, 5), 29)).toBe('INV-141');
  });

  test('is made where a claim may have tried a block in vain', () => {
    // Pageblock 0 is half free as well, but in pieces: the largest blocks are all in pageblocks less free.
    const scene = fresh();
    const kept = [0, 1, 2, 3, 4, 5, 6, 7].map((pfn) => scene.allocate('user', pfn));
    for (let pfn = 8; pfn < 32; pfn++) if (pfn % 8 < 6) scene.allocate('user', pfn);
    for (const pfn of [0, 2, 4]) scene.free(kept[pfn]!);
    expect(borrowed(scene, 0)).toBeNull();
    scene.free(kept[6]!);
    expect(borrowed(scene, 4)).toBe('INV-141');
  });

  test('goes on within one refill, even though the last block that could not be claimed is taken', () => {
    const scene = () => {
      const scene = held(7, 8, 8, 8);
      for (const pfn of [8, 10, 12, 14]) scene.free(pfn - 1);
      return scene;
    };
    const effects: Effect[] = [
      ['took', 7, 0],
      ['took', 8, 0],
    ];
    expect(brokenRule(() => scene().allocate('kernel', 7, { effects }))).toBeNull();
    const twice = scene();
    expect(borrowed(twice, 7)).toBeNull();
    expect(borrowed(twice, 8)).toBe('INV-141');
  });
});

describe('a claim', () => {
  const claimed = (scene: Scene, pfn: number, answer: number) =>
    brokenRule(() => scene.allocate('kernel', answer, { effects: [claim(pfn)] }));

  test('begins with the largest block', () => {
    // Order 2 at 4 in pageblock 0; order 1 at most in pageblock 1, which is half free all the same.
    const scene = () => {
      const scene = held(4, 8, 8, 8);
      for (const pfn of [8, 9, 12, 13]) scene.free(4 + (pfn - 8));
      return scene;
    };
    expect(claimed(scene(), 0, 4)).toBeNull();
    expect(claimed(scene(), 8, 8)).toBe('INV-142');
  });

  test('takes another pageblock where the largest block may have been tried in vain', () => {
    const scene = held(4, 5, 8, 8);
    scene.free(0);
    expect(claimed(scene, 0, 0)).toBeNull();
  });

  test('is told of each of its pageblocks, once and in any order', () => {
    const told = (...effects: Effect[]) => brokenRule(() => fresh().allocate('kernel', 16, { effects }));
    expect(told(...claimOf16(16))).toBeNull();
    expect(told(claim(24), claim(16))).toBeNull();
    expect(told(claim(16))).toBe('INV-4');
    expect(told(claim(16), claim(16))).toBe('INV-4');
    expect(told(claim(16), claim(20))).toBe('INV-4');
    expect(told(claim(16), claim(24, RECLAIMABLE))).toBe('INV-4');
    expect(told(...claimOf16(16), claim(24))).toBe('INV-138');
  });
});

describe('a drain for a request', () => {
  /** A page of each CPU's private list, and no other free page in sight of an order-1 request. */
  const scattered = () => {
    const scene = new Scene(plain);
    const held = Array.from({ length: 32 }, (_, pfn) => scene.allocate('user', pfn));
    for (const pfn of [0, 1, 4]) scene.free(held[pfn]!, [['cached', pfn, 0]]);
    return scene;
  };
  const back = (...pfns: number[]): Effect[] => pfns.map((pfn) => ['putBack', pfn, 0]);
  const asked = (...effects: Effect[]) =>
    brokenRule(() => scattered().allocate('user', 0, { order: 1, effects }));

  test('empties all private lists before it goes on', () => {
    expect(asked(...back(0, 1, 4))).toBeNull();
    expect(asked(...back(0, 1))).toBe('INV-119');
    expect(asked(...back(0, 1), ['took', 0, 1])).toBe('INV-119');
  });

  test('is over once the request goes on', () => {
    const effects: Effect[] = [...back(0, 1, 4), ['took', 0, 1], ['took', 4, 0], ['putBack', 4, 0]];
    expect(asked(...effects)).toBe('INV-4');
    expect(asked(...effects.slice(0, 5))).toBeNull();
  });
});
