import { describe, expect, test } from 'vitest';
import { transitionNumberOf } from '../compile/compiledMachine.ts';
import { pressureTable } from '../compile/pressureTable.ts';
import { arrivalAt, PRESSURE_LEAF } from '../machines/pressureRules.ts';
import { counted } from '../testing/counted.ts';
import { machine, NO_MARKS } from '../testing/machines.ts';
import { CLAIM, halfFree, marked, ZONE } from '../testing/pressure.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

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

test('kswapd counts what it came to', () => {
  const grown = (scene: Scene, answer: number, ...effects: readonly Effect[]) =>
    counted(scene, () => scene.kswapd(answer, effects));
  expect(grown(withFree(11), 4, ...drops(0))).toEqual({ 'kswapd-dropped': 1, reclaimed: 1 });
  expect(grown(withFree(13), 0)).toEqual({ 'kswapd-idle': 1 });
  const boosted = halfFree();
  boosted.allocate('kernel', 0, { effects: CLAIM });
  const worn = grown(boosted, 8, ...drops(4, 12), ['boosted', ZONE, 0]);
  expect(worn).toEqual({ 'kswapd-dropped': 1, reclaimed: 2, 'boost-worn-off': 1 });
});

test('a zone is balanced with more than its high mark, of what every request may use and nobody hides', () => {
  expect([ran(withFree(12), 0), ran(withFree(12), 4, ...drops(0))]).toEqual(['INV-155', null]);
  const closed = withFree(14);
  closed.state.freeHighatomic[ZONE] = 3;
  expect(ran(closed, 0)).toBe('INV-155');
  const hidden = (pages: number, most: number) => {
    const scene = withFree(14);
    scene.state.doubtful[ZONE] = pages;
    scene.state.mostDoubtful[ZONE] = most;
    return ran(scene, 4, ...drops(0));
  };
  expect([hidden(4, 4), hidden(4, 1), hidden(1, 4), hidden(2, 2)]).toEqual([
    null,
    'INV-156',
    'INV-156',
    null,
  ]);
});

test('it is kswapd that brought a zone to where it stands', () => {
  const { aboveHigh } = PRESSURE_LEAF;
  const event = arrivalAt('reclaim', aboveHigh);
  const scene = withFree(13);
  scene.kswapd(0);
  const steps = [...scene.state.pressureTransitions.entries()].filter(([, count]) => count > 0);
  const number = transitionNumberOf(pressureTable, event, aboveHigh, aboveHigh);
  expect(steps.find(([place]) => place === number)).toEqual([number, 1]);
});

describe('kswapd of one node', () => {
  /** All of both nodes is in their first zone; the second has too little free, and a boost. */
  const two = () => {
    const layout = machine('U0-64 1:U64-128', { tuning: { ...NO_MARKS, minFreePages: 16 } });
    const scene = new Scene(
      { ...layout, geometry: { ...layout.geometry, dmaEnd: 128, dma32End: 128 } },
      'none',
    );
    for (let pfn = 64; pfn < 112; pfn += 4) scene.allocate('user', pfn, { order: 2, node: 1 });
    retire(scene, 117, 128);
    scene.state.boost[4] = 8;
    return scene;
  };

  test('has nothing to do with another', () => {
    expect([two().state.managed[0], two().state.managed[4], two().state.free[4]]).toEqual([64, 64, 5]);
    const scene = two();
    const steps = () => scene.state.pressureTransitions.reduce((sum, count) => sum + count, 0);
    scene.kswapd(0);
    const first = steps();
    scene.kswapd(0);
    expect(steps() - first).toBe(3); // Both zones are looked at, and that of the node is left.
    expect(ran(two(), 4, ...drops(64))).toBe('INV-156');
    expect(ran(two(), 4, ...drops(4096))).toBe('INV-156');
    expect(ran(two(), 0, ['boosted', 4, 0])).toBe('INV-132');
    for (const zone of [-1, 0, 8, 99]) expect(ran(two(), 0, ['boosted', zone, 0])).toBe('INV-132');
    expect(brokenRule(() => two().kswapd(0, [], 1))).toBe('INV-155');
  });
});

test('INV-155: nobody stops early, whatever of private lists is told', () => {
  const stopped = (free: number, closed = 0) => {
    const scene = new Scene(marked, 'none', { reportsCache: false });
    scene.state.free[ZONE] = free;
    scene.state.freeHighatomic[ZONE] = closed;
    scene.state.reclaimable[ZONE] = 4;
    return ran(scene, 0);
  };
  expect([stopped(12), stopped(13), stopped(14, 3), stopped(16, 3)]).toEqual([
    'INV-155',
    null,
    'INV-155',
    null,
  ]);
});
