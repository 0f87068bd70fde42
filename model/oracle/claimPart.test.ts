import { describe, expect, test } from 'vitest';
import { WITNESS, type WitnessName } from '../../spec/witnesses.ts';
import { MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const GROUPED = { groupsByMobility: true };
const met = (scene: Scene, name: WitnessName) => scene.state.witnesses[WITNESS[name]]! > 0;

const claim = (pfn: number, type = UNMOVABLE): Effect => ['typeChanged', pfn, type];
const claimOf16 = (pfn: number, type = UNMOVABLE): Effect[] => [claim(pfn, type), claim(pfn + 8, type)];

/** All 32 pages free and Movable. */
const fresh = () => new Scene(plain, 'none', GROUPED);

describe('a part of a pageblock', () => {
  /** The allocation of page 0, the third that `mixed` makes. */
  const USER_AT_0 = 2;
  /** Pageblock 0 holds so many user pages, then kernel pages, and is free behind; all else is in user hands. */
  function mixed(user: number, kernel = 0): Scene {
    const scene = fresh();
    scene.allocate('user', 16, { order: 4 });
    scene.allocate('user', 8, { order: 3 });
    for (let pfn = 0; pfn < user; pfn++) scene.allocate('user', pfn);
    for (let pfn = user; pfn < user + kernel; pfn++) scene.allocate('kernel', pfn);
    return scene;
  }
  const claimed = (scene: Scene, pfn: number) =>
    brokenRule(() => scene.allocate('kernel', pfn, { effects: [claim(0)] }));

  test('is claimed when half of it is free', () => {
    const scene = mixed(4);
    expect(claimed(scene, 4)).toBeNull();
    expect(met(scene, 'claimed-part')).toBe(true);
    expect(claimed(mixed(5), 5)).toBe('INV-141');
  });

  test('counts pages that cannot move as alike, for a kernel request', () => {
    const scene = mixed(5, 1);
    scene.free(USER_AT_0 + 4);
    expect(claimed(scene, 4)).toBeNull();
    expect(claimed(mixed(5, 1), 6)).toBe('INV-141');
  });

  test('counts pages that can move as alike, for a movable request', () => {
    const scene = (user: number) => {
      const scene = fresh();
      scene.allocate('kernel', 0, { effects: claimOf16(0) });
      for (let pfn = 1; pfn < 4; pfn++) scene.allocate('kernel', pfn);
      const last = scene.allocate('kernel', 4);
      retire(scene, 8, 32);
      scene.allocate(user > 0 ? 'user' : 'kernel', 5);
      scene.free(last);
      return scene;
    };
    const asks = (user: number) =>
      brokenRule(() => scene(user).allocate('user', 6, { order: 1, effects: [claim(0, MOVABLE)] }));
    expect(asks(1)).toBeNull();
    expect(asks(0)).toBe('INV-141');
  });

  test('is not claimed while a whole pageblock is free', () => {
    const scene = fresh();
    for (let pfn = 0; pfn < 4; pfn++) scene.allocate('user', pfn);
    expect(claimed(scene, 4)).toBe('INV-142');
  });

  test('does not reach into another zone', () => {
    const scene = new Scene(machine('U0-12 1:U12-32'), 'none', GROUPED);
    retire(scene, 0, 8);
    expect(brokenRule(() => scene.allocate('kernel', 8, { effects: [claim(8)] }))).toBe('INV-141');
    const inside = new Scene(machine('U0-16 1:U16-32'), 'none', GROUPED);
    retire(inside, 0, 12);
    expect(brokenRule(() => inside.allocate('kernel', 12, { effects: [claim(8)] }))).toBeNull();
  });

  test('is claimed only if it has a block for the request', () => {
    /** Free: every second page of pageblock 0, and 14..15. */
    const scattered = () => {
      const scene = fresh();
      scene.allocate('user', 16, { order: 4 });
      const held = Array.from({ length: 14 }, (_, pfn) => scene.allocate('user', pfn));
      for (const pfn of [1, 3, 5, 7]) scene.free(held[pfn]!);
      return scene;
    };
    expect(brokenRule(() => scattered().allocate('kernel', 1, { effects: [claim(0)] }))).toBeNull();
    expect(brokenRule(() => scattered().allocate('kernel', 14, { order: 1, effects: [claim(0)] }))).toBe(
      'INV-141',
    );
  });
});
