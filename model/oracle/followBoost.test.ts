import { describe, expect, test } from 'vitest';
import { GFP } from '../../spec/requests/gfp.ts';
import { CMA, MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { transitionNumberOf } from '../compile/compiledMachine.ts';
import { pressureTable } from '../compile/pressureTable.ts';
import { arrivalAt, PRESSURE_LEAF } from '../machines/pressureRules.ts';
import { machine } from '../testing/machines.ts';
import { CLAIM, halfFree, marked, ZONE } from '../testing/pressure.ts';
import { brokenRule, type Effect, Scene } from '../testing/scene.ts';
import { insertFree, removeFree } from './freeIndex.ts';
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

test('INV-0: a boost is one of a zone that has pages', () => {
  for (const zone of [-1, 0, 3, 4, 99]) expect(asked(['boosted', zone, 8], TYPE_CHANGED)).toBe('INV-0');
});

test('the first zone is boosted like any other', () => {
  const first = { ...marked, geometry: { ...marked.geometry, dmaEnd: 64, dma32End: 64 } };
  const scene = halfFree(first);
  expect([scene.state.managed[0], scene.state.managed[ZONE]]).toEqual([64, 0]);
  expect(
    brokenRule(() => scene.allocate('kernel', 0, { effects: [['boosted', 0, 8], TYPE_CHANGED] })),
  ).toBeNull();
  expect(scene.state.boost[0]).toBe(8);
});

describe('no claim of a part is tried', () => {
  const boost: readonly Effect[] = [['boosted', ZONE, 8]];

  test('while a whole pageblock of another type is free', () => {
    const scene = halfFree();
    scene.free(14);
    expect(brokenRule(() => scene.allocate('kernel', 56, { effects: boost }))).toBe('INV-132');
  });

  test('while the mirror has a block', () => {
    const scene = new Scene(machine('M0-8 U8-64', { tuning: marked.tuning! }), 'migratetype', {
      groupsByMobility: true,
    });
    for (let half = 2; half < 16; half++) scene.allocate('user', half * 4, { order: 2 });
    for (const half of [0, 2, 4]) scene.free(half);
    expect(scene.state.free[ZONE]).toBe(20);
    expect(brokenRule(() => scene.allocate('kernel', 0, { effects: boost }))).toBe('INV-132');
  });

  test('while there is a block of its own', () => {
    const scene = halfFree();
    scene.allocate('kernel', 0, { effects: CLAIM });
    scene.state.free[ZONE] = 60;
    expect(brokenRule(() => scene.allocate('kernel', 1, { effects: [['boosted', ZONE, 16]] }))).toBe(
      'INV-132',
    );
  });
});

describe('a boost that is as high as it gets', () => {
  /** All of the pageblock that was claimed is in use, and marks are far away. */
  const full = () => {
    const scene = halfFree();
    scene.allocate('kernel', 0, { effects: CLAIM });
    scene.state.free[ZONE] = 60;
    for (const pfn of [1, 2, 3]) scene.allocate('kernel', pfn);
    return scene;
  };
  const claim: Effect = ['typeChanged', 8, 0];
  const boosted = (from: number, ...effects: readonly Effect[]) => {
    const scene = full();
    scene.state.boost[ZONE] = from;
    return { scene, rule: brokenRule(() => scene.allocate('kernel', 8, { effects })) };
  };

  test('is not reported again', () => {
    expect(boosted(18, claim).rule).toBeNull();
    expect(boosted(18, ['boosted', ZONE, 18], claim).rule).toBe('INV-132');
    expect(boosted(10, ['boosted', ZONE, 18], claim).rule).toBeNull();
    expect(boosted(10, claim).rule).toBe('INV-132');
  });

  test('comes down with the marks at the next claim, and the marks have moved the zone then', () => {
    const { aboveHigh } = PRESSURE_LEAF;
    const arrived = (cause: 'tune' | 'boost', from: number) => {
      const { scene, rule } = boosted(from, ['boosted', ZONE, 18], claim);
      expect(rule).toBeNull();
      const event = arrivalAt(cause, aboveHigh);
      return scene.state.pressureTransitions[transitionNumberOf(pressureTable, event, aboveHigh, aboveHigh)];
    };
    expect([arrived('tune', 20), arrived('boost', 20)]).toEqual([1, 0]);
    expect([arrived('tune', 10), arrived('boost', 10)]).toEqual([0, 1]);
  });
});

test('a zone that was refilled from for the request has passed its check before', () => {
  const scene = halfFree();
  scene.allocate('kernel', 0, { effects: CLAIM });
  scene.state.free[ZONE] = 17; // One more than the min mark and its boost.
  const effects: readonly Effect[] = [
    ['took', 1, 0],
    ['took', 2, 0],
    ['took', 3, 0],
    ['boosted', ZONE, 16],
    ['typeChanged', 8, 0],
    ['took', 8, 0],
  ];
  expect(brokenRule(() => scene.allocate('kernel', 1, { effects }))).toBeNull();
});

describe('a user request that finds only kernel pageblocks', () => {
  /** Halves of three kernel pageblocks are free; of the last pageblock, what a test leaves. */
  const scene = (last: 'used' | 'cma' | 'kernel') => {
    const made = halfFree();
    const { state } = made;
    const retype = (pfn: number, order: number, type: number) => {
      removeFree(state, pfn, order);
      state.blockType[pfn >> 3] = type;
      insertFree(state, pfn, order);
    };
    for (const pfn of [0, 8, 16]) retype(pfn, 2, UNMOVABLE);
    if (last === 'used') made.allocate('user', 60, { order: 2 });
    if (last === 'cma') retype(60, 2, CMA);
    if (last === 'kernel') {
      made.free(14);
      retype(56, 3, UNMOVABLE);
    }
    state.free[ZONE] = 60;
    return made;
  };
  const claimed = (last: 'used' | 'cma' | 'kernel') => {
    const effects: Effect[] = [
      ['boosted', ZONE, 8],
      ['typeChanged', 0, MOVABLE],
    ];
    return brokenRule(() => scene(last).allocate('user', 0, { effects }));
  };

  test('claims a part of one, but not while a whole one is free, or CMA', () => {
    expect([claimed('used'), claimed('kernel'), claimed('cma')]).toEqual([null, 'INV-132', 'INV-132']);
  });
});
