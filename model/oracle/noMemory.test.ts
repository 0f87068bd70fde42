import { describe, expect, test } from 'vitest';
import { BUSY, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, mirrored, NO_MARKS, plain } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';

const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

test('a refusal is NO_MEMORY and nothing else', () => {
  const scene = new Scene(plain);
  retire(scene, 0, 32);
  expect(brokenRule(() => scene.allocate('kernel', NO_MEMORY))).toBeNull();
  expect(brokenRule(() => scene.allocate('kernel', BUSY))).toBe('INV-3');
  expect(brokenRule(() => scene.allocate('kernel', -99))).toBe('INV-3');
});

test('a request is refused only if no eligible zone passes', () => {
  const scene = new Scene(mirrored);
  retire(scene, 0, 32);
  expect(brokenRule(() => scene.allocate('kernel', NO_MEMORY))).toBeNull();
  expect(met(scene, 'kernel-refused-movable-free')).toBe(true);
  expect(brokenRule(() => scene.allocate('user', NO_MEMORY))).toBe('INV-3');
});

describe('private lists', () => {
  /** The only free page is 31, on a private list. */
  const hoarded = () => {
    const scene = new Scene(plain);
    const handle = scene.allocate('user', 31);
    retire(scene, 0, 31);
    scene.free(handle, [['cached', 31, 0]]);
    return scene;
  };

  test('are emptied before a request that may wait is refused', () => {
    expect(brokenRule(() => hoarded().allocate('kernel', NO_MEMORY))).toBe('INV-3');
    expect(brokenRule(() => hoarded().allocate('kernel', 31, { effects: [['putBack', 31, 0]] }))).toBeNull();
  });

  test('are left alone by a request that cannot wait', () => {
    expect(brokenRule(() => hoarded().allocate('nowait', NO_MEMORY))).toBeNull();
    const drained = () => hoarded().allocate('nowait', 31, { effects: [['putBack', 31, 0]] });
    expect(brokenRule(drained)).toBe('INV-205');
  });

  test('are left alone by a request that can be served without', () => {
    const scene = new Scene(plain);
    scene.free(scene.allocate('user', 31), [['cached', 31, 0]]);
    expect(brokenRule(() => scene.allocate('kernel', 0, { effects: [['putBack', 31, 0]] }))).toBe('INV-4');
  });

  test('once emptied leave the min mark to pass, the low marks having failed', () => {
    /** Free: 9 pages of Normal behind a min of 8, of which one is private; DMA32 is empty. */
    const scene = () => {
      const scene = new Scene(machine('U0-32', { tuning: { ...NO_MARKS, minFreePages: 8 } }));
      const handle = scene.allocate('user', 31);
      retire(scene, 0, 23);
      scene.free(handle, [['cached', 31, 0]]);
      return scene;
    };
    expect(brokenRule(() => scene().allocate('kernel', 23))).toBe('INV-128');
    expect(brokenRule(() => scene().allocate('kernel', 23, { effects: [['putBack', 31, 0]] }))).toBeNull();
  });
});

describe('a request that was refilled or claimed for', () => {
  const geometry = { ...plain.geometry, dmaEnd: 32, dma32End: 32 };

  test.each([
    ['ZONE_NORMAL', plain],
    ['ZONE_DMA, the zone number 0', machine('U0-32', { geometry })],
  ])('is not refused in %s', (_, layout) => {
    const scene = () => {
      const scene = new Scene(layout, 'none');
      retire(scene, 0, 31);
      return scene;
    };
    const effects = [['took', 31, 0]] as const;
    expect(brokenRule(() => scene().allocate('nowait', NO_MEMORY, { effects }))).toBe('INV-3');
    expect(brokenRule(() => scene().allocate('nowait', 31, { effects }))).toBeNull();
  });

  test('is not refused for want of a mark either', () => {
    const tuning = { ...NO_MARKS, minFreePages: 32 };
    const effects = [
      ['typeChanged', 0, UNMOVABLE],
      ['typeChanged', 8, UNMOVABLE],
    ] as const;
    const scene = () => new Scene(machine('U0-32', { tuning }), 'none', { groupsByMobility: true });
    expect(brokenRule(() => scene().allocate('kernel', NO_MEMORY, { effects }))).toBe('INV-3');
    expect(brokenRule(() => scene().allocate('kernel', NO_MEMORY))).toBeNull();
  });

  test('is served from the zone that gave', () => {
    const effects = [['took', 32, 0]] as const;
    expect(brokenRule(() => new Scene(mirrored).allocate('user', 32, { effects }))).toBeNull();
    expect(brokenRule(() => new Scene(mirrored).allocate('user', 0, { effects }))).toBe('INV-125');
    const both = [
      ['took', 32, 0],
      ['took', 0, 0],
    ] as const;
    expect(brokenRule(() => new Scene(mirrored).allocate('user', 32, { effects: both }))).toBe('INV-125');
  });
});

test('a campaign hears why a request was refused', () => {
  const atMark = new Scene(machine('U0-32', { tuning: { ...NO_MARKS, minFreePages: 32 } }));
  atMark.allocate('kernel', NO_MEMORY);
  expect(met(atMark, 'refused-at-mark')).toBe(true);
  const apart = new Scene(plain);
  retire(apart, 0, 30);
  apart.allocate('local', NO_MEMORY, { order: 2 });
  expect([met(apart, 'refused-fragmented'), met(apart, 'this-node-refused')]).toEqual([false, true]);
  const scattered = new Scene(plain);
  for (let pfn = 0; pfn < 32; pfn += 2) retire(scattered, pfn, pfn + 1);
  scattered.allocate('kernel', NO_MEMORY, { order: 1 });
  expect(met(scattered, 'refused-fragmented')).toBe(true);
});

test('a campaign hears that a user request was refused while kernel zones had memory', () => {
  const tuning = { ...NO_MARKS, lowmemReserveRatio: [0, 0, 1] as const };
  const scene = new Scene(machine('M0-32 U32-64', { tuning }));
  retire(scene, 32, 64);
  scene.allocate('user', NO_MEMORY);
  expect(met(scene, 'user-refused-kernel-free')).toBe(true);
});

test('a mandatory mirrored request is refused while ZONE_MOVABLE is free', () => {
  const scene = new Scene(mirrored, 'nonmirror');
  retire(scene, 0, 32);
  expect(brokenRule(() => scene.allocate('critical', NO_MEMORY))).toBeNull();
  expect(met(scene, 'critical-refused')).toBe(true);
  expect(met(scene, 'kernel-refused-movable-free')).toBe(false);
});
