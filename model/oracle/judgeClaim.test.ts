import { describe, expect, test } from 'vitest';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { MOVABLE, RECLAIMABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { mirrored, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const GROUPED = { groupsByMobility: true };
const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

const claim = (pfn: number, type = UNMOVABLE): Effect => ['typeChanged', pfn, type];
const claimOf16 = (pfn: number, type = UNMOVABLE): Effect[] => [claim(pfn, type), claim(pfn + 8, type)];

/** All 32 pages free and Movable. */
const fresh = () => new Scene(plain, 'none', GROUPED);

describe('a claim', () => {
  const broken = (...effects: Effect[]) => brokenRule(() => fresh().allocate('kernel', 0, { effects }));

  test('names a pageblock', () => {
    expect(broken(...claimOf16(0))).toBeNull();
    expect(broken(claim(4))).toBe('INV-0');
    expect(broken(claim(32))).toBe('INV-0');
    expect(broken(claim(-8))).toBe('INV-0');
  });

  test('is for the type of the request', () => {
    expect(broken(...claimOf16(0, RECLAIMABLE))).toBe('INV-141');
    expect(broken(claim(0), claim(8, RECLAIMABLE))).toBe('INV-4');
  });

  test('takes no pageblock that is of the type already, CMA, or isolated', () => {
    const cma = new Scene({ ...plain, cma: [{ start: 24, end: 32 }] }, 'none', GROUPED);
    expect(brokenRule(() => cma.allocate('kernel', 24, { effects: [claim(24)] }))).toBe('INV-138');
    expect(broken(...claimOf16(0), claim(0))).toBe('INV-138');
    const isolated = fresh();
    isolated.state.facts[0]! |= 1 << 5;
    expect(brokenRule(() => isolated.allocate('kernel', 0, { effects: [claim(0)] }))).toBe('INV-134');
  });

  test('is not made while the own lists have a block', () => {
    const scene = fresh();
    scene.allocate('kernel', 0, { effects: claimOf16(0) });
    expect(brokenRule(() => scene.allocate('kernel', 16, { effects: claimOf16(16) }))).toBe('INV-142');
    expect(
      brokenRule(() => scene.allocate('reclaimable', 16, { effects: claimOf16(16, RECLAIMABLE) })),
    ).toBeNull();
  });

  test('belongs to a request', () => {
    const scene = fresh();
    const handle = scene.allocate('user', 0);
    expect(brokenRule(() => scene.free(handle, [claim(16)]))).toBe('INV-4');
  });

  test('may be followed by another one, when a refill needs more', () => {
    const effects: Effect[] = [
      ...claimOf16(0),
      ['took', 0, 3],
      ['took', 8, 3],
      ...claimOf16(16),
      ['took', 16, 3],
    ];
    const scene = fresh();
    expect(brokenRule(() => scene.allocate('kernel', 0, { order: 3, effects }))).toBeNull();
    expect(Array.from(scene.state.blockType)).toEqual([UNMOVABLE, UNMOVABLE, UNMOVABLE, UNMOVABLE]);
  });

  test('is made in the zone that serves the request', () => {
    const scene = () => new Scene(mirrored, 'kernelcore', GROUPED);
    expect(brokenRule(() => scene().allocate('kernel', 0, { effects: claimOf16(0) }))).toBeNull();
    const elsewhere = [...claimOf16(32), ...claimOf16(0)];
    expect(brokenRule(() => scene().allocate('kernel', 0, { effects: elsewhere }))).toBe('INV-125');
  });
});

describe('a whole pageblock', () => {
  /** Free: 8..15 and 16..31. */
  const uneven = () => {
    const scene = fresh();
    retire(scene, 0, 8);
    return scene;
  };

  test('is claimed with the largest free block around it', () => {
    const scene = uneven();
    expect(brokenRule(() => scene.allocate('kernel', 16, { effects: claimOf16(16) }))).toBeNull();
    expect(Array.from(scene.state.blockType)).toEqual([MOVABLE, MOVABLE, UNMOVABLE, UNMOVABLE]);
    expect(met(scene, 'claimed-whole')).toBe(true);
    expect(brokenRule(() => uneven().allocate('kernel', 8, { effects: [claim(8)] }))).toBe('INV-142');
  });

  test('is claimed from the first type of the table that has one so large', () => {
    const scene = () => {
      const scene = fresh();
      scene.allocate('reclaimable', 0, { effects: claimOf16(0, RECLAIMABLE) });
      retire(scene, 16, 24);
      return scene;
    };
    expect(brokenRule(() => scene().allocate('kernel', 8, { effects: [claim(8)] }))).toBeNull();
    expect(brokenRule(() => scene().allocate('kernel', 24, { effects: [claim(24)] }))).toBe('INV-142');
  });
});

describe('a target that does not keep types apart', () => {
  const free = () => new Scene(plain, 'none');

  test('may claim what it likes, and is believed', () => {
    const scene = free();
    expect(brokenRule(() => scene.allocate('kernel', 16, { effects: [claim(16), claim(24)] }))).toBeNull();
    expect(Array.from(scene.state.blockType)).toEqual([MOVABLE, MOVABLE, UNMOVABLE, UNMOVABLE]);
    for (let pfn = 0; pfn < 7; pfn++) scene.allocate('user', pfn);
    expect(brokenRule(() => scene.allocate('kernel', 7, { effects: [claim(0)] }))).toBeNull();
    expect(scene.state.blockType[0]).toBe(UNMOVABLE);
  });

  test('claims pageblocks all the same, for the type of the request, and never CMA', () => {
    const cma = () => new Scene({ ...plain, cma: [{ start: 24, end: 32 }] }, 'none');
    expect(brokenRule(() => free().allocate('kernel', 0, { effects: [claim(4)] }))).toBe('INV-0');
    expect(brokenRule(() => free().allocate('kernel', 0, { effects: [claim(0, RECLAIMABLE)] }))).toBe(
      'INV-141',
    );
    expect(brokenRule(() => cma().allocate('kernel', 0, { effects: [claim(24)] }))).toBe('INV-138');
  });
});
