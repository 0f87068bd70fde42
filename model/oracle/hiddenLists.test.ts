import { describe, expect, test } from 'vitest';
import { DONE, NO_MEMORY, POISON_RECOVERED } from '../../spec/operations/outcome.ts';
import { leavesIn } from '../../spec/pages/leaf.ts';
import { MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, mirrored, NO_MARKS, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';
import { FAILS, PASSES, RUNG_MIN, UNKNOWN, zonePasses } from './marks.ts';

const HIDDEN = { reportsCache: false, groupsByMobility: true };

/** 32 pages with min 8 and low 10, and private lists of which nothing is told. */
const hiding = () =>
  new Scene(machine('U0-32', { tuning: { ...NO_MARKS, minFreePages: 8 } }), 'none', HIDDEN);

/** Page 4 was freed: it is on a buddy list or on a private one. */
function doubtful(): Scene {
  const scene = hiding();
  scene.free(scene.allocate('user', 4));
  return scene;
}

describe('a page that was freed', () => {
  test('is believed on a buddy list and on a private one', () => {
    const { state } = doubtful();
    expect(leavesIn(state.belief[4]!)).toEqual(['free.available', 'free.cached']);
  });

  test('is served either way', () => {
    const scene = doubtful();
    expect(brokenRule(() => scene.allocate('user', 4))).toBeNull();
    expect(leavesIn(scene.state.belief[4]!)).toEqual(['movable.mapped']);
    expect(brokenRule(() => doubtful().allocate('user', 0, { order: 4 }))).toBeNull();
  });

  test('is on a buddy list after a drain of every CPU', () => {
    const scene = doubtful();
    scene.drain([], DONE, 0);
    expect(leavesIn(scene.state.belief[4]!)).toHaveLength(2);
    scene.drain();
    expect(leavesIn(scene.state.belief[4]!)).toEqual(['free.available']);
    expect(scene.state.doubtful[2]).toBe(0);
  });

  test('stays in doubt when another one is poisoned', () => {
    const scene = new Scene(plain, 'none', HIDDEN);
    const handle = scene.allocate('user', 0, { order: 4 });
    scene.drain();
    scene.free(handle);
    expect(scene.state.doubtful[2]).toBe(0);
    scene.free(scene.allocate('user', 4));
    const before = scene.state.doubtful[2]!;
    retire(scene, 20, 21);
    expect(scene.state.doubtful[2]).toBe(before);
    scene.poison(4, 'injected', POISON_RECOVERED);
    expect(scene.state.doubtful[2]).toBe(before - 1);
  });

  test('of a whole pageblock may be private too', () => {
    const geometry = { ...plain.geometry, maxOrder: 5, pageblockOrder: 4, memoryBlockPages: 32 };
    const scene = new Scene(machine('U0-32', { geometry }), 'none', HIDDEN);
    scene.free(scene.allocate('user', 0, { order: 4 }));
    expect(leavesIn(scene.state.belief[15]!)).toHaveLength(2);
  });
});

describe('a sound allocator that tells nothing of its lists raises no alarm when', () => {
  test('a refill left fewer free pages than the books say', () => {
    const scene = hiding();
    scene.allocate('user', 0); // Seven more pages are private now.
    scene.allocate('user', 8, { order: 3 });
    scene.allocate('user', 16, { order: 3 }); // Eight pages are left on the lists: min.
    const { undecided } = scene.state;
    expect(brokenRule(() => scene.allocate('nowait', NO_MEMORY))).toBeNull();
    expect(scene.state.undecided).toBeGreaterThan(undecided);
  });

  test('a page is served that may be private, in a zone that may be at its mark', () => {
    const scene = hiding();
    scene.allocate('user', 0);
    const { undecided } = scene.state;
    retire(scene, 10, 32);
    expect(brokenRule(() => scene.allocate('user', 1))).toBeNull();
    expect(scene.state.undecided).toBe(undecided + 1);
  });

  test('a refill emptied the own lists', () => {
    const scene = new Scene(plain, 'none', HIDDEN);
    const effects: Effect[] = [
      ['typeChanged', 16, UNMOVABLE],
      ['typeChanged', 24, UNMOVABLE],
    ];
    scene.allocate('kernel', 16, { effects });
    scene.allocate('kernel', 24, { order: 3 }); // 17 to 23 are private now.
    const more: Effect[] = [
      ['typeChanged', 0, UNMOVABLE],
      ['typeChanged', 8, UNMOVABLE],
    ];
    expect(brokenRule(() => scene.allocate('kernel', 0, { effects: more }))).toBeNull();
  });

  test('a block goes offline, or comes back, with pages that were in doubt', () => {
    const full = () => {
      const scene = new Scene(mirrored, 'kernelcore', HIDDEN);
      scene.allocate('user', 32);
      scene.free(scene.allocate('user', 33));
      return scene;
    };
    const isolated: Effect[] = [
      ['isolated', 32],
      ['isolated', 40],
    ];
    const away = full();
    expect(brokenRule(() => away.offline(2, DONE, [...isolated, ['moved', 32, 48]]))).toBeNull();
    expect(away.state.isolatedFree[3]).toBe(0);
    const back = full();
    retire(back, 0, 32);
    retire(back, 48, 64);
    const undone: Effect[] = [
      ['culprit', 32],
      ['unisolated', 32],
      ['unisolated', 40],
    ];
    expect(brokenRule(() => back.offline(2, NO_MEMORY, [...isolated, ...undone]))).toBeNull();
    expect([back.state.isolatedFree[3], back.state.free[3]]).toEqual([0, 15]);
    expect(brokenRule(() => back.allocate('user', 33))).toBeNull();
  });
});

test('a zone passes for sure only if it does without the pages in doubt', () => {
  const scene = hiding();
  const terms = scene.oracle.book.classes[0]!;
  const passes = (free: number, doubtful: number, order = 0) => {
    scene.state.free[2] = free;
    scene.state.doubtful[2] = doubtful;
    return zonePasses(scene.state, terms, 2, order, RUNG_MIN);
  };
  expect([passes(8, 0), passes(9, 0), passes(11, 2), passes(11, 3), passes(8, 8)]).toEqual([
    FAILS,
    PASSES,
    PASSES,
    UNKNOWN,
    FAILS,
  ]);
  // Thirty-two pages hold sixteen blocks of order 1, and a private page spoils one.
  expect([passes(30, 16, 1), passes(30, 15, 1), passes(30, 0, 1)]).toEqual([UNKNOWN, PASSES, PASSES]);
});

describe('an allocator that tells nothing of its lists is caught when', () => {
  test('it serves a page of a zone that is at its mark, private or not', () => {
    const scene = hiding();
    scene.allocate('user', 0);
    retire(scene, 9, 32);
    expect(brokenRule(() => scene.allocate('user', 1))).toBe('INV-128');
  });

  test('it refuses although its private lists hold less than the zone keeps back', () => {
    const few = new Scene(machine('U0-32'), 'none', { ...HIDDEN, cachedPagesAtMost: 2 });
    for (let pfn = 0; pfn < 28; pfn++) few.allocate('user', pfn);
    const { undecided } = few.state;
    expect(brokenRule(() => few.allocate('nowait', NO_MEMORY))).toBe('INV-3');
    expect(few.state.undecided).toBe(undecided);
  });

  test('it refuses although nothing can be hidden', () => {
    expect(brokenRule(() => hiding().allocate('nowait', NO_MEMORY))).toBe('INV-3');
    expect(brokenRule(() => doubtful().allocate('kernel', NO_MEMORY))).toBe('INV-3');
  });

  test('it serves from a later zone while an earlier one surely passes', () => {
    const scene = () => new Scene(mirrored, 'kernelcore', HIDDEN);
    expect(brokenRule(() => scene().allocate('user', 32))).toBeNull();
    expect(brokenRule(() => scene().allocate('user', 0))).toBe('INV-150');
  });

  test('it hands a page out twice', () => {
    const scene = doubtful();
    scene.allocate('user', 4);
    expect(brokenRule(() => scene.allocate('user', 4))).toBe('INV-103');
  });

  test('it reports a page in use as free or private', () => {
    const scene = doubtful();
    scene.allocate('user', 5);
    expect(brokenRule(() => scene.report((into) => into.cachedBlock(4, 0, 0)))).toBeNull();
    expect(brokenRule(() => scene.report((into) => into.cachedBlock(5, 0, 0)))).toBe('INV-107');
    expect(brokenRule(() => scene.report((into) => into.freeBlock(4, 0, MOVABLE)))).toBeNull();
    expect(brokenRule(() => scene.report((into) => into.freeBlock(5, 0, MOVABLE)))).toBe('INV-107');
    const both = () =>
      scene.report((into) => {
        into.freeBlock(4, 0, MOVABLE);
        into.cachedBlock(4, 0, 0);
      });
    expect(brokenRule(both)).toBe('INV-103');
  });

  test('its report is wrong and nothing is in doubt any more', () => {
    const scene = doubtful();
    const report = () => brokenRule(() => scene.report((into) => into.zone(2, 31, 32)));
    expect(report()).toBeNull();
    scene.drain();
    expect(report()).toBe('INV-111');
  });
});
