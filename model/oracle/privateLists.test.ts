import { describe, expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE } from '../../spec/operations/outcome.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, mirrored, NO_MARKS, plain, withCma } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

const USER = requestClassNumber('user');

/** Page 0 of ZONE_NORMAL lies on a private list, where a user left it. */
function keeping(pfn: number, order = 0, scene = new Scene(plain)): Scene {
  scene.free(scene.allocate('user', pfn, { order }), [['cached', pfn, order]]);
  return scene;
}

test('a page of CMA that waits among movable ones serves movable requests only', () => {
  const serving = (name: 'buffer' | 'kernel') => {
    const scene = new Scene(withCma, 'kernelcore', { groupsByMobility: true });
    retire(scene, 0, 24);
    scene.free(scene.allocate('buffer', 24), [['cached', 24, 0]]);
    return brokenRule(() => scene.allocate(name, 24));
  };
  expect(serving('buffer')).toBeNull();
  expect(serving('kernel')).toBe('INV-139');
});

describe('a refill', () => {
  const take = (pfn: number, order: number, answer: number, scene = new Scene(plain)) =>
    brokenRule(() => scene.allocate('user', answer, { order, effects: [['took', pfn, order]] }));

  test('takes small blocks and whole pageblocks, and nothing larger', () => {
    const wide = machine('U0-64', {
      geometry: { ...plain.geometry, maxOrder: 5, pageblockOrder: 5, memoryBlockPages: 32 },
    });
    expect(take(0, 3, 0)).toBeNull();
    expect(take(0, 4, 0)).toBe('INV-118');
    expect(take(0, 3, 0, new Scene(wide))).toBeNull();
    expect(take(0, 4, 0, new Scene(wide))).toBe('INV-118');
    expect(take(0, 5, 0, new Scene(wide))).toBeNull();
  });

  test('takes blocks that exist, are free, and lie in one zone', () => {
    expect(take(40, 0, 0)).toBe('INV-0');
    expect(take(1, 1, 0)).toBe('INV-101');
    const scene = new Scene(plain);
    scene.allocate('user', 0);
    expect(take(0, 0, 0, scene)).toBe('INV-103');
  });

  test('takes nothing that the request may not have', () => {
    const effects: Effect[] = [['took', 32, 0]];
    expect(brokenRule(() => new Scene(mirrored).allocate('kernel', 0, { effects }))).toBe('INV-1');
    expect(brokenRule(() => new Scene(mirrored, 'nonmirror').allocate('user', 32, { effects }))).toBeNull();
  });

  test('is for the request that it serves', () => {
    expect(take(4, 0, 4)).toBeNull();
    expect(take(4, 0, 8)).toBe('INV-4');
  });

  test('is checked against the mark once for all its blocks', () => {
    const scene = () => {
      const scene = new Scene(machine('U0-32', { tuning: { ...NO_MARKS, minFreePages: 8 } }));
      retire(scene, 0, 23);
      return scene;
    };
    const effects: Effect[] = [
      ['took', 31, 0],
      ['took', 30, 0],
    ];
    expect(brokenRule(() => scene().allocate('kernel', 31, { effects }))).toBeNull();
    const later = scene();
    later.allocate('kernel', 31, { effects });
    expect(brokenRule(() => later.allocate('kernel', 29, { effects: [['took', 29, 0]] }))).toBe('INV-128');
  });

  test('puts blocks where only requests of the type find them', () => {
    const scene = () => {
      const scene = new Scene(plain, 'none', { groupsByMobility: true });
      scene.allocate('user', 0, {
        effects: [
          ['took', 0, 0],
          ['took', 1, 0],
        ],
      });
      return scene;
    };
    expect(brokenRule(() => scene().allocate('user', 1))).toBeNull();
    expect(brokenRule(() => scene().allocate('kernel', 1))).toBe('INV-118');
  });

  test('takes from the lists that the request may use', () => {
    const scene = new Scene(plain, 'none', { groupsByMobility: true });
    expect(brokenRule(() => scene.allocate('kernel', 0, { effects: [['took', 0, 0]] }))).toBe('INV-141');
  });
});

test('freeing on one CPU gives back nothing of the lists of another', () => {
  const scene = () => {
    const scene = new Scene({ ...plain, cpus: 2 });
    const none = new Effects();
    const cached = new Effects();
    cached.cached(0, 0);
    for (const pfn of [0, 1]) scene.oracle.allocate(pfn, USER, 0, 0, pfn, none, 0);
    scene.oracle.free(0, DONE, cached, 0);
    return scene.oracle;
  };
  const back = new Effects();
  back.putBack(0, 0);
  expect(brokenRule(() => scene().free(1, DONE, back, 0))).toBeNull();
  expect(brokenRule(() => scene().free(1, DONE, back, 1))).toBe('INV-119');
});

describe('a page on a private list', () => {
  test('is served while its zone passes the check of the request', () => {
    const scene = keeping(0);
    retire(scene, 1, 31);
    expect(brokenRule(() => scene.allocate('nowait', 0))).toBeNull();
    const dry = keeping(0);
    retire(dry, 1, 32);
    expect(brokenRule(() => dry.allocate('nowait', 0))).toBe('INV-130');
  });

  test('is not served below the mark of its zone', () => {
    const marked = () => {
      const scene = new Scene({ ...plain, tuning: { ...NO_MARKS, minFreePages: 8 } });
      keeping(0, 0, scene);
      return scene;
    };
    const scene = marked();
    retire(scene, 1, 23);
    expect(brokenRule(() => scene.allocate('nowait', 0))).toBeNull();
    const below = marked();
    retire(below, 1, 24);
    expect(brokenRule(() => below.allocate('nowait', 0))).toBe('INV-128');
  });

  test('is served without any mark to a request that ignores them', () => {
    const scene = keeping(0);
    retire(scene, 1, 32);
    expect(brokenRule(() => scene.allocate('memalloc', 0))).toBeNull();
  });

  test('waits while an earlier zone is above its low mark', () => {
    const scene = () => {
      const scene = new Scene(mirrored);
      return keeping(32, 0, scene);
    };
    const lower = () => {
      const scene = new Scene(mirrored);
      scene.free(scene.allocate('kernel', 0), [['cached', 0, 0]]);
      return scene;
    };
    expect(brokenRule(() => scene().allocate('user', 32))).toBeNull();
    expect(brokenRule(() => lower().allocate('user', 0))).toBe('INV-150');
    const full = lower();
    retire(full, 32, 64);
    expect(brokenRule(() => full.allocate('user', 0))).toBeNull();
  });

  test('is served as the block it is', () => {
    expect(brokenRule(() => keeping(0, 1).allocate('user', 0, { order: 1 }))).toBeNull();
    expect(brokenRule(() => keeping(0, 1).allocate('user', 0))).toBe('INV-106');
  });

  test('of a CMA pageblock waits among the movable ones', () => {
    const cma = () => {
      const scene = new Scene({ ...plain, cma: [{ start: 0, end: 32 }] }, 'none', { groupsByMobility: true });
      return keeping(0, 0, scene);
    };
    expect(brokenRule(() => cma().allocate('user', 0))).toBeNull();
    expect(brokenRule(() => cma().allocate('kernel', 0))).toBe('INV-139');
  });
});

describe('a drain', () => {
  test('of every CPU leaves nothing on a private list', () => {
    expect(brokenRule(() => keeping(0).drain([['putBack', 0, 0]]))).toBeNull();
    expect(brokenRule(() => keeping(0).drain())).toBe('INV-119');
    expect(brokenRule(() => keeping(0).drain([], 0, 0))).toBeNull();
  });

  test('puts back what is on a private list, as it is', () => {
    expect(brokenRule(() => keeping(0).drain([['putBack', 1, 0]]))).toBe('INV-119');
    expect(brokenRule(() => keeping(0, 1).drain([['putBack', 0, 0]]))).toBe('INV-119');
    expect(
      brokenRule(() =>
        keeping(0).drain([
          ['putBack', 0, 0],
          ['putBack', 0, 0],
        ]),
      ),
    ).toBe('INV-119');
  });

  test('does nothing else', () => {
    expect(
      brokenRule(() =>
        keeping(0).drain([
          ['putBack', 0, 0],
          ['took', 1, 0],
        ]),
      ),
    ).toBe('INV-4');
  });

  test('is never refused', () => {
    expect(brokenRule(() => new Scene(plain).drain([], BUSY))).toBe('INV-119');
  });

  test('gives the page to the type its pageblock has now', () => {
    const scene = new Scene(plain, 'none', { groupsByMobility: true });
    scene.free(scene.allocate('user', 0), [['cached', 0, 0]]);
    scene.allocate('user', 8, { order: 3 });
    scene.allocate('user', 16, { order: 4 });
    scene.allocate('kernel', 1, { effects: [['typeChanged', 0, UNMOVABLE]] });
    scene.drain([['putBack', 0, 0]]);
    expect(brokenRule(() => scene.allocate('kernel', 0))).toBeNull();
  });
});
