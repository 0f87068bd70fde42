import { describe, expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { CMA, MOVABLE, RECLAIMABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { machine, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';
import { followScan, isSuitable, knowsTargets, newRun } from './compaction.ts';
import { noteFailure } from './deferral.ts';

const ZONE = 2;
const run = (order: number, zone = ZONE) => newRun(zone, order, MOVABLE, 2);

function logOf(...told: readonly Effect[]): Effects {
  const effects = new Effects();
  for (const [kind, first, second = 0] of told) effects[kind](first, second);
  return effects;
}

/** Follows a run for blocks of an order, and says with the first effect behind it what it broke. */
const scanned = (scene: Scene, order: number, told: readonly Effect[] | Effects, zone = ZONE) => {
  const effects = told instanceof Effects ? told : logOf(...told);
  let next = -1;
  const rule = brokenRule(() => {
    next = followScan(scene.state, scene.oracle.book, run(order, zone), effects, 0);
  });
  return rule ?? next;
};

describe('a zone is suited to compaction with more pages free than', () => {
  /** The min mark is 8, the low mark 11. */
  const suits = (order: number, free: number, more: (scene: Scene) => void) => {
    const scene = new Scene(plain, 'none');
    scene.state.min[ZONE] = 8;
    scene.state.low[ZONE] = 11;
    scene.state.free[ZONE] = free;
    more(scene);
    return isSuitable(scene.state, run(order));
  };

  test.each([
    ['the min mark and twice the block', 1, 12, () => {}],
    ['the same, for the largest order that is not costly', 3, 24, () => {}],
    ['the low mark and twice the block, for a costly order', 4, 43, () => {}],
    ['the min mark, raised by a boost', 1, 15, ({ state }: Scene) => state.boost.fill(3)],
    [
      'the reserve of the zone against the request',
      1,
      17,
      ({ state }: Scene) => state.reserve.fill(5, 10, 11),
    ],
    ['what is reserved for atomic requests', 1, 16, ({ state }: Scene) => state.freeHighatomic.fill(4)],
  ] as const)('%s', (_, order, fails, more) => {
    expect([suits(order, fails, more), suits(order, fails + 1, more)]).toEqual([false, true]);
  });
});

describe('a run', () => {
  /** A pageblock of a user at 0, and one that is free at 24. */
  const pageblocks = () => {
    const scene = new Scene(plain, 'none');
    scene.allocate('user', 0, { order: 3 });
    retire(scene, 8, 24);
    return scene;
  };
  /** A page of a user at 0, and a free one at 25. */
  const pages = (layout = plain) => {
    const scene = new Scene(layout, 'none');
    scene.allocate('user', 0);
    retire(scene, 1, 16);
    for (let pfn = 16; pfn < 32; pfn++) if (pfn !== 25) retire(scene, pfn, pfn + 1);
    return scene;
  };

  test('moves nothing as large as a pageblock, whatever it is for', () => {
    expect(scanned(pageblocks(), 4, [['moved', 0, 24]])).toBe('INV-177');
    expect(scanned(pageblocks(), 4, [])).toBe(0);
  });

  test('moves nothing as large as what it is for', () => {
    const scene = new Scene(plain, 'none');
    scene.allocate('user', 0, { order: 1 });
    retire(scene, 2, 31);
    expect(scanned(scene, 1, [['moved', 0, 31]])).toBe('INV-177');
  });

  test('stays in its zone', () => {
    const nodes = machine('U0-16 1:U16-32');
    expect(scanned(pages(), 1, [['moved', 0, 25]])).toBe(1);
    expect(scanned(pages(nodes), 1, [['moved', 0, 25]])).toBe('INV-177');
  });

  test('leaves to others what is told of another zone', () => {
    const scene = new Scene(machine('U0-16 1:U16-32'), 'none');
    scene.allocate('user', 16, { node: 1 });
    expect(scanned(scene, 1, [['moved', 16, 31]])).toBe(0);
  });

  test('moves to pageblocks that are MOVABLE or CMA, where types are known', () => {
    const to = (type: number, habits = {}) => {
      const scene = pages();
      scene.state.blockType[3] = type;
      Object.assign(scene.state, { habits: { ...scene.state.habits, ...habits } });
      return scanned(scene, 1, [['moved', 0, 25]]);
    };
    const types = [UNMOVABLE, RECLAIMABLE, MOVABLE, CMA];
    expect(types.map((type) => to(type))).toEqual(['INV-177', 'INV-177', 1, 1]);
    const unknown = { reportsCache: false, groupsByMobility: true };
    expect(types.slice(0, 3).map((type) => to(type, unknown))).not.toContain('INV-177');
  });

  test('ends with what it told, not with what was told before', () => {
    const effects = logOf(['moved', 0, 25]);
    effects.clear();
    expect(scanned(new Scene(plain, 'none'), 1, effects)).toBe(0);
  });
});

test('a campaign hears what a run came to, and a block that nobody has yet ends no waiting', () => {
  const counts = ({ state }: Scene) => [
    state.witnesses[WITNESS['compact-made-block']],
    state.witnesses[WITNESS['compact-found-none']],
  ];
  const there = new Scene(plain, 'none');
  noteFailure(there.state, ZONE, 1);
  expect([scanned(there, 1, []), counts(there)]).toEqual([0, [0, 0]]);
  expect([...there.state.deferral.slice(ZONE * 3, ZONE * 3 + 3)]).toEqual([0, 1, 2]);
  const none = new Scene(plain, 'none');
  retire(none, 0, 32);
  expect([scanned(none, 1, []), counts(none)]).toEqual([0, [0, 1]]);
});

test('the types of pageblocks are known to who is told of private lists, and matter only where there are any', () => {
  const knows = (reportsCache: boolean, groupsByMobility: boolean) =>
    knowsTargets(new Scene(plain, 'none', { reportsCache, groupsByMobility }).state);
  expect([knows(true, true), knows(true, false), knows(false, true), knows(false, false)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
});
