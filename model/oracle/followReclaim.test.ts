import { expect, test } from 'vitest';
import type { Layout } from '../../spec/layout/layout.ts';
import { NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { counted } from '../testing/counted.ts';
import { machine, mirrored } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

/** User pages at 32, in ZONE_MOVABLE, two at 34, and a buffer at 0, in ZONE_NORMAL. */
function used(): Scene {
  const scene = new Scene(mirrored);
  scene.allocate('user', 32);
  scene.allocate('user', 34, { order: 1 });
  scene.allocate('buffer', 0);
  return scene;
}

const reclaimed = (pages: number, answer: number, effects: readonly Effect[], ceiling = 3) =>
  brokenRule(() => used().reclaim(pages, answer, effects, ceiling));

test('reclaim counts the pages it dropped', () => {
  expect(reclaimed(1, 1, [['reclaimed', 32]])).toBeNull();
  expect(reclaimed(2, 2, [['reclaimed', 34]])).toBeNull();
  expect(reclaimed(1, 2, [['reclaimed', 32]])).toBe('INV-4');
  expect(reclaimed(0, 0, [])).toBeNull();
});

test('reclaim ends with a count', () => {
  expect(reclaimed(1, NO_MEMORY, [])).toBe('INV-3');
});

test('reclaim stops once enough are free', () => {
  expect(
    reclaimed(2, 3, [
      ['reclaimed', 32],
      ['reclaimed', 34],
    ]),
  ).toBeNull();
  expect(
    reclaimed(2, 3, [
      ['reclaimed', 34],
      ['reclaimed', 32],
    ]),
  ).toBe('INV-156');
  expect(reclaimed(0, 1, [['reclaimed', 32]])).toBe('INV-156');
});

test('reclaim does not give up while something is left to drop', () => {
  expect(
    reclaimed(9, 4, [
      ['reclaimed', 32],
      ['reclaimed', 34],
      ['reclaimed', 0],
    ]),
  ).toBeNull();
  expect(
    reclaimed(9, 3, [
      ['reclaimed', 32],
      ['reclaimed', 34],
    ]),
  ).toBe('INV-3');
});

test('reclaim works in zones that help the request', () => {
  expect(reclaimed(1, 1, [['reclaimed', 0]], 2)).toBeNull();
  expect(reclaimed(1, 1, [['reclaimed', 32]], 2)).toBe('INV-156');
  expect(reclaimed(9, 1, [['reclaimed', 0]], 2)).toBeNull();
  const nodes = new Scene(machine('U0-32 1:U32-64'), 'none');
  nodes.allocate('user', 32, { node: 1 });
  expect(brokenRule(() => nodes.reclaim(1, 1, [['reclaimed', 32]]))).toBe('INV-156');
  expect(brokenRule(() => nodes.reclaim(1, 0))).toBeNull();
});

test('reclaim drops nothing that is pinned, kernel memory or driver memory', () => {
  const drops = (request: string, pfn: number, isPinned = false) => {
    const scene = new Scene(mirrored, request === 'critical' ? 'nonmirror' : 'kernelcore');
    const handle = scene.allocate(request, pfn);
    if (isPinned) scene.pin(handle, 'short', pfn);
    return brokenRule(() => scene.reclaim(1, 1, [['reclaimed', pfn]]));
  };
  expect(drops('user', 32)).toBeNull();
  expect(drops('user', 32, true)).toBe('INV-171');
  expect(drops('kernel', 0)).toBe('INV-171');
  expect(drops('reclaimable', 0)).toBe('INV-171');
  expect(drops('driver', 32)).toBe('INV-171');
  expect(drops('critical', 0)).toBe('INV-171');
});

test('what may not be dropped is not missed', () => {
  const scene = new Scene(mirrored);
  const handle = scene.allocate('user', 32);
  scene.pin(handle, 'short', 32);
  expect(brokenRule(() => scene.reclaim(1, 0))).toBeNull();
  expect(scene.state.witnesses[WITNESS['reclaim-dry']]).toBe(1);
  scene.unpin(handle, 'short');
  expect(brokenRule(() => scene.reclaim(1, 0))).toBe('INV-3');
});

test('reclaim drops whole allocations', () => {
  expect(reclaimed(1, 1, [['reclaimed', 35]])).toBe('INV-4');
  expect(reclaimed(1, 1, [['reclaimed', 40]])).toBe('INV-4');
});

test('reclaim does nothing else', () => {
  expect(
    reclaimed(1, 1, [
      ['reclaimed', 32],
      ['moved', 34, 40],
    ]),
  ).toBe('INV-4');
});

test('a page that waits to be split leaves its queue once', () => {
  const scene = new Scene(mirrored);
  scene.unmapPart(scene.allocate('user', 32, { order: 2 }));
  const steps = () => scene.state.hugePageTransitions.reduce((sum, count) => sum + count, 0);
  const before = steps();
  expect(brokenRule(() => scene.reclaim(4, 4, [['reclaimed', 32]]))).toBeNull();
  expect(steps() - before).toBe(1);
});

test('reclaim misses the mirror where there is one, it is full, and something else is dropped', () => {
  const layout = machine('M0-32 U32-64');
  const low = { ...layout, geometry: { ...layout.geometry, dma32End: 32 } };
  const dropped = (scene: Scene, pfn: number, request = 'user') => {
    scene.allocate(request, pfn);
    return counted(scene, () => scene.reclaim(1, 1, [['reclaimed', pfn]]));
  };
  const byType = (used: Layout, ...gone: readonly (readonly [number, number])[]) => {
    const scene = new Scene(used, 'migratetype');
    for (const [start, end] of gone) retire(scene, start, end);
    return scene;
  };
  const missed = { reclaimed: 1, 'reclaim-missed-mirror': 1 };
  expect(dropped(byType(mirrored, [0, 32]), 32)).toEqual(missed);
  expect(dropped(byType(mirrored), 32)).toEqual({ reclaimed: 1 });
  expect(dropped(byType(mirrored, [1, 64]), 0)).toEqual({ reclaimed: 1 });
  expect(dropped(byType(low, [0, 32]), 32)).toEqual({ reclaimed: 1 });
  const zones = new Scene(mirrored);
  retire(zones, 1, 32);
  expect(dropped(zones, 0, 'buffer')).toEqual({ reclaimed: 1 });
});
