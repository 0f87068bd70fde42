import { describe, expect, test } from 'vitest';
import { GFP } from '../../spec/requests/gfp.ts';
import { machine } from '../testing/machines.ts';
import { CLAIM, halfFree, marked, ZONE } from '../testing/pressure.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';
import { FAILS, PASSES, RUNG_LOW, RUNG_MIN, zonePasses } from './marks.ts';

const asked = (...effects: readonly Effect[]) =>
  brokenRule(() => halfFree().allocate('kernel', 0, { effects }));
const TYPE_CHANGED = CLAIM[1]!;

describe('a claim of a part of a pageblock', () => {
  test('raises the marks of its zone by one pageblock', () => {
    expect(asked(...CLAIM)).toBeNull();
    expect(asked(TYPE_CHANGED)).toBe('INV-132');
    expect(asked(['boosted', ZONE, 9], TYPE_CHANGED)).toBe('INV-132');
    expect(asked(['boosted', 3, 8], TYPE_CHANGED)).toBe('INV-0');
  });

  test('is tried once for each order at which there is something to claim', () => {
    expect(asked(['boosted', ZONE, 8], ['boosted', ZONE, 16], TYPE_CHANGED)).toBe('INV-132');
  });

  test('raises no further than to one and a half times the high mark', () => {
    const scene = halfFree();
    scene.allocate('kernel', 0, { effects: CLAIM });
    scene.state.boost[ZONE] = 18;
    expect(
      brokenRule(() => scene.allocate('kernel', 8, { order: 2, effects: [['boosted', ZONE, 18]] })),
    ).not.toBeNull();
  });

  test('raises nothing in a small zone', () => {
    const small = new Scene(machine('U0-16', { tuning: marked.tuning! }), 'none', { groupsByMobility: true });
    for (const pfn of [0, 4]) small.allocate('user', pfn, { order: 2 });
    expect(small.state.boost[ZONE]).toBe(0);
  });
});

test('a request that has its own kind of block tries no claim, and raises nothing', () => {
  const scene = halfFree();
  expect(brokenRule(() => scene.allocate('user', 0, { effects: [['boosted', ZONE, 8]] }))).toBe('INV-132');
});

test('all marks of a boosted zone are higher, but not for a single page with a right to the reserve', () => {
  const { state, oracle } = new Scene(marked, 'none');
  const terms = oracle.book.classes.find(({ valid, right }) => valid && right === 0)!;
  const urgent = oracle.book.classes.find(
    ({ valid, right, gfp }) => valid && right === 2 && !(gfp & GFP.NOMEMALLOC),
  )!;
  const passes = (free: number, order: number, rung: number, who = terms) => {
    state.free[ZONE] = free;
    return zonePasses(state, who, ZONE, order, rung);
  };
  state.boost[ZONE] = 8;
  expect([passes(18, 0, RUNG_LOW), passes(19, 0, RUNG_LOW)]).toEqual([FAILS, PASSES]);
  expect([passes(16, 0, RUNG_MIN), passes(17, 0, RUNG_MIN)]).toEqual([FAILS, PASSES]);
  // Three eighths of 8, and with the boost three eighths of 16.
  expect([passes(3, 0, RUNG_MIN, urgent), passes(4, 0, RUNG_MIN, urgent)]).toEqual([FAILS, PASSES]);
  expect([passes(7, 1, RUNG_MIN, urgent), passes(8, 1, RUNG_MIN, urgent)]).toEqual([FAILS, PASSES]);
});

test('a boost lets in the request that raised it, at its old mark, and keeps out the next', () => {
  const scene = halfFree();
  scene.state.free[ZONE] = 11;
  expect(brokenRule(() => scene.allocate('kernel', 0, { effects: CLAIM }))).toBeNull();
  expect(brokenRule(() => scene.allocate('kernel', 1))).toBe('INV-128');
});
