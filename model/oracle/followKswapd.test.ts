import { describe, expect, test } from 'vitest';
import { CLAIM, halfFree, marked, ZONE } from '../testing/pressure.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';

/** Marks 8, 10 and 12 of 64 pages, of which so many are free; users hold the others, four at a time. */
function withFree(pages: number): Scene {
  const scene = new Scene(marked, 'none');
  for (let pfn = 0; pfn + 4 <= 64 - Math.max(pages, 12); pfn += 4) scene.allocate('user', pfn, { order: 2 });
  for (let pfn = 63; scene.state.free[ZONE]! > pages; pfn--) scene.poison(pfn, 'injected', 0);
  return scene;
}

const drops = (...pfns: readonly number[]): Effect[] => pfns.map((pfn) => ['reclaimed', pfn]);
const ran = (scene: Scene, answer: number, ...effects: readonly Effect[]) =>
  brokenRule(() => scene.kswapd(answer, effects));

describe('kswapd', () => {
  test('drops until more than the high mark is free, and nothing then', () => {
    expect(ran(withFree(11), 4, ...drops(0))).toBeNull();
    expect(ran(withFree(11), 0)).toBe('INV-155');
    expect(ran(withFree(11), 8, ...drops(0, 4))).toBe('INV-156');
    expect(ran(withFree(13), 0)).toBeNull();
    expect(ran(withFree(13), 4, ...drops(0))).toBe('INV-156');
  });

  test('ends where nothing is left to drop', () => {
    const scene = new Scene(marked, 'none');
    for (let pfn = 0; pfn < 52; pfn += 4) scene.allocate('kernel', pfn, { order: 2 });
    expect(ran(scene, 0)).toBeNull();
  });

  test('counts what it reports', () => {
    expect(ran(withFree(11), 3, ...drops(0))).toBe('INV-4');
    expect(ran(withFree(11), -1)).toBe('INV-3');
    expect(ran(withFree(11), 4, ...drops(0), ['culprit', 0])).toBe('INV-4');
  });

  test('drops no kernel page and nothing that is pinned', () => {
    const scene = withFree(11);
    scene.pin(0, 'short', 0);
    expect(ran(scene, 4, ...drops(0))).not.toBeNull();
    expect(ran(withFree(11), 4, ...drops(1))).toBe('INV-4');
  });
});

describe('a boost', () => {
  const boosted = () => {
    const scene = halfFree();
    scene.allocate('kernel', 0, { effects: CLAIM });
    return scene;
  };

  const worn: Effect = ['boosted', ZONE, 0];

  test('is dropped for, and then taken away', () => {
    expect(boosted().state.free[ZONE]).toBe(15);
    expect(ran(boosted(), 8, ...drops(4, 12), worn)).toBeNull();
    expect(ran(boosted(), 4, ...drops(4), worn)).toBe('INV-155');
    expect(ran(boosted(), 12, ...drops(4, 12, 20), worn)).toBe('INV-156');
  });

  test('is not forgotten, nor taken away by halves or elsewhere', () => {
    expect(ran(boosted(), 8, ...drops(4, 12))).toBe('INV-132');
    expect(ran(boosted(), 8, ...drops(4, 12), ['boosted', ZONE, 4])).toBe('INV-132');
    expect(ran(boosted(), 8, ...drops(4, 12), ['boosted', 3, 0])).toBe('INV-132');
    expect(ran(boosted(), 8, ...drops(4, 12), worn, worn)).toBe('INV-132');
  });
});

describe('the knobs behind the marks', () => {
  test('move all marks at once', () => {
    const scene = new Scene(marked, 'none');
    scene.setWatermarks(16, 1000);
    const { min, low, high } = scene.state;
    expect([min[ZONE], low[ZONE], high[ZONE]]).toEqual([16, 22, 28]);
    scene.reset();
    expect(min[ZONE]).toBe(8);
  });

  test('have bounds', () => {
    const turned = (pages: number, scale: number, answer: number) =>
      brokenRule(() => new Scene(marked, 'none').setWatermarks(pages, scale, answer));
    expect([turned(64, 3000, 0), turned(65, 10, 0), turned(8, 3001, 0), turned(8, 0, 0)]).toEqual([
      null,
      'INV-127',
      'INV-127',
      'INV-127',
    ]);
    expect([turned(65, 10, -4), turned(64, 10, -4)]).toEqual([null, 'INV-127']);
  });
});
