import { describe, expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { NO_MEMORY, WOULD_WAIT } from '../../spec/operations/outcome.ts';
import { STAGE_COMPACT, STAGE_KILL, STAGE_RECLAIM } from '../../spec/requests/rounds.ts';
import { CMA, HIGHATOMIC, MOVABLE, UNMOVABLE } from '../../spec/zones/migratetype.ts';
import { counted } from '../testing/counted.ts';
import { machine, plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';
import { followReserve } from './followReserve.ts';
import { retypeFree } from './freeIndex.ts';
import { FACT_ISOLATED, type WorldState } from './state.ts';

const GIVEN_UP: Effect = ['typeChanged', 0, UNMOVABLE];
const ROUND: Effect = ['entered', STAGE_RECLAIM, 1];
const KILL: Effect = ['entered', STAGE_KILL, 1];
const END: Effect = ['gaveUp', 1];

/** One pageblock is reserved, two of its pages are in use, and a single page above it is free; nobody passes a mark any more. */
function scarce(): Scene {
  const scene = reserving();
  retire(scene, 17, 1024);
  scene.setRetries(1);
  return scene;
}

/** The same with all the memory above. */
function reserving(): Scene {
  const scene = new Scene(machine('U0-1024', { tuning: { minFreePages: 900 } }), 'none', {
    groupsByMobility: true,
  });
  scene.allocate('atomic', 0, {
    order: 1,
    effects: [GIVEN_UP, ['typeChanged', 8, UNMOVABLE], ['typeChanged', 0, HIGHATOMIC]],
  });
  return scene;
}

const ruleOf = (...effects: Effect[]) =>
  brokenRule(() => scarce().allocate('kernel', NO_MEMORY, { effects }));

describe('the last reserved pageblock of a zone', () => {
  test('goes to a request whose round made no memory', () => {
    expect(ruleOf(ROUND, GIVEN_UP, KILL, END)).toBeNull();
  });

  test('is not kept from it', () => {
    expect(ruleOf(ROUND, KILL, END)).toBe('INV-133');
  });

  test('is kept from a request that has not tried to make any', () => {
    expect(ruleOf(GIVEN_UP, ROUND, KILL, END)).toBe('INV-133');
  });
});

describe('two reserved pageblocks', () => {
  /** The second is in use as a whole, the first has free pages. */
  const two = () => {
    const scene = reserving();
    scene.allocate('atomic', 8, { order: 3, effects: [['typeChanged', 8, HIGHATOMIC]] });
    retire(scene, 16, 1024);
    return scene;
  };
  const asked = (request: string, ...effects: Effect[]) =>
    brokenRule(() => two().allocate(request, NO_MEMORY, { effects }));

  test('are too many for a request that may wait, before private lists are emptied for it', () => {
    expect(asked('kernel', GIVEN_UP)).toBeNull();
    expect(asked('kernel')).toBe('INV-133');
    const scene = two();
    scene.allocate('kernel', NO_MEMORY, { effects: [GIVEN_UP] });
    const { free, freeHighatomic } = scene.state;
    expect([free[2], freeHighatomic[2]]).toEqual([6, 0]);
    const round = two();
    round.setRetries(1);
    expect(brokenRule(() => round.allocate('kernel', NO_MEMORY, { effects: [ROUND, KILL, END] }))).toBe(
      'INV-133',
    );
  });

  test('are left alone by one that cannot wait', () => {
    expect(asked('nowait')).toBeNull();
    expect(asked('nowait', GIVEN_UP)).toBe('INV-133');
  });

  test('are nothing to give up while none of their pages is free', () => {
    const scene = two();
    retire(scene, 2, 8);
    expect(brokenRule(() => scene.allocate('kernel', NO_MEMORY))).toBeNull();
  });
});

test('kswapd takes no reserved page for one that every request may use', () => {
  const scene = scarce();
  const { state } = scene;
  const zone = state.zone[0]!;
  expect(state.freeHighatomic[zone]).toBe(6);
  state.high[zone] = state.free[zone]! - 3;
  state.reclaimable[zone] = 1;
  expect(brokenRule(() => scene.kswapd(0))).toBe('INV-155');
  state.high[zone] = state.free[zone]! - 7;
  expect(brokenRule(() => scene.kswapd(0))).toBeNull();
});

test('a request that waits for ever has had the last reserved pageblock given up', () => {
  const waits = (...effects: Effect[]) => {
    const scene = scarce();
    scene.setRetries(-1);
    return brokenRule(() => scene.allocate('buffer', WOULD_WAIT, { effects }));
  };
  expect(waits(ROUND, ['typeChanged', 0, MOVABLE])).toBeNull();
  expect(waits(ROUND)).toBe('INV-133');
});

describe('a block of two pageblocks', () => {
  const WHOLE: Effect[] = [
    ['typeChanged', 0, UNMOVABLE],
    ['typeChanged', 8, UNMOVABLE],
  ];
  const fresh = () =>
    new Scene(machine('U0-1024', { tuning: { minFreePages: 900 } }), 'none', { groupsByMobility: true });
  const granted = (...effects: Effect[]) =>
    brokenRule(() => fresh().allocate('atomic', 0, { order: 4, effects: [...WHOLE, ...effects] }));

  test('is reserved as a whole', () => {
    expect(granted(['typeChanged', 0, HIGHATOMIC], ['typeChanged', 8, HIGHATOMIC])).toBeNull();
    expect(granted(['typeChanged', 0, HIGHATOMIC])).toBe('INV-4');
    expect(granted(['typeChanged', 0, HIGHATOMIC], ['typeChanged', 8, MOVABLE])).toBe('INV-4');
    expect(granted(['typeChanged', 0, HIGHATOMIC], ['typeChanged', 16, HIGHATOMIC])).toBe('INV-4');
    expect(granted(['typeChanged', 8, HIGHATOMIC], ['typeChanged', 0, HIGHATOMIC])).toBe('INV-133');
    expect(granted()).toBe('INV-133');
  });
});

describe('a pageblock with a hole, or that is isolated in part', () => {
  /** The last pageblock of a zone ends with a hole. */
  const reserves = (mark: (scene: Scene) => void) => {
    const scene = new Scene(machine('U0-1024', { tuning: { minFreePages: 900 } }), 'none', {
      groupsByMobility: true,
    });
    mark(scene);
    const effects: Effect[] = [
      ['typeChanged', 0, UNMOVABLE],
      ['typeChanged', 8, UNMOVABLE],
    ];
    return brokenRule(() => scene.allocate('atomic', 0, { order: 1, effects }));
  };

  test('is not reserved', () => {
    expect(reserves(() => {})).toBe('INV-133');
    expect(reserves(({ state }) => state.zone.fill(3, 7, 8))).toBeNull();
    expect(reserves(({ state }) => state.facts.fill(FACT_ISOLATED, 7, 8))).toBeNull();
  });
});

test('a request that was refilled for is given no reserved pageblock, in zone 0 as in any other', () => {
  const scene = new Scene(
    machine('U0-1024', {
      tuning: { minFreePages: 900 },
      geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 1024, dma32End: 1024 },
    }),
    'none',
    { groupsByMobility: true },
  );
  scene.allocate('atomic', 0, {
    order: 1,
    effects: [
      ['typeChanged', 0, UNMOVABLE],
      ['typeChanged', 8, UNMOVABLE],
      ['typeChanged', 0, HIGHATOMIC],
    ],
  });
  scene.allocate('atomic', 8, { order: 3, effects: [['typeChanged', 8, HIGHATOMIC]] });
  retire(scene, 16, 1023);
  scene.setWatermarks(0, 1);
  const effects: Effect[] = [
    ['took', 1023, 0],
    ['typeChanged', 0, MOVABLE],
  ];
  expect(scene.state.zone[0]).toBe(0);
  expect(brokenRule(() => scene.allocate('user', 1023, { effects }))).toBe('INV-133');
});

describe('whether a pageblock is due to be reserved', () => {
  /** An atomic request was granted two pages at 20, and nothing is told of a reservation. */
  const due = (mark: (state: WorldState) => void) => {
    const { state } = new Scene(machine('U0-1024'), 'none', { groupsByMobility: true });
    mark(state);
    return brokenRule(() => followReserve(state, 20, 1, new Effects(), 0)) === 'INV-133';
  };

  test('is a matter of its own frames, and of its type', () => {
    expect(due(() => {})).toBe(true);
    for (const frame of [16, 20, 23]) {
      expect(due(({ zone }) => zone.fill(3, frame, frame + 1))).toBe(false);
      expect(due(({ facts }) => facts.fill(FACT_ISOLATED, frame, frame + 1))).toBe(false);
    }
    for (const frame of [0, 15, 24]) {
      expect(due(({ zone }) => zone.fill(3, frame, frame + 1))).toBe(true);
      expect(due(({ facts }) => facts.fill(FACT_ISOLATED, frame, frame + 1))).toBe(true);
    }
    for (const type of [CMA, HIGHATOMIC])
      expect(due(({ blockType }) => blockType.fill(type, 2, 3))).toBe(false);
    expect(due(({ blockType }) => blockType.fill(CMA, 0, 1))).toBe(true);
  });
});

describe('three reserved pageblocks with free pages', () => {
  const three = (retries: number) => {
    const scene = new Scene(machine('U0-64'), 'none', { groupsByMobility: true });
    for (const pfn of [0, 16]) retypeFree(scene.state, pfn, 4, HIGHATOMIC);
    scene.state.freeHighatomic[2] = 32;
    retire(scene, 24, 64);
    scene.setRetries(retries);
    return scene;
  };
  const refused = (retries: number, order: number, ...effects: Effect[]) =>
    brokenRule(() => three(retries).allocate('kernel', NO_MEMORY, { order, effects }));

  test('are one less for a request that may wait, and no fewer', () => {
    expect(three(0).state.freeHighatomic[2]).toBe(24);
    expect(refused(0, 4)).toBe('INV-133');
    expect(refused(0, 4, GIVEN_UP)).toBeNull();
    expect(refused(0, 4, ['typeChanged', 1, UNMOVABLE])).toBe('INV-133');
  });

  test('are all gone behind a round that made nothing', () => {
    const gone = [0, 8, 16].map((pfn): Effect => ['typeChanged', pfn, UNMOVABLE]);
    const compact: Effect = ['entered', STAGE_COMPACT, 0];
    const behind = (...given: Effect[]) =>
      refused(1, 4, gone[0]!, compact, ROUND, ...given, ['entered', STAGE_COMPACT, 1], END);
    expect([behind(gone[2]!), behind()]).toEqual(['INV-133', 'INV-133']);
  });
});

test('a request gives one up before its rounds and one behind each that made progress, whatever is left', () => {
  const asked = (...effects: Effect[]) => {
    const scene = new Scene(machine('U0-64'), 'none', { groupsByMobility: true });
    for (const pfn of [0, 16]) retypeFree(scene.state, pfn, 4, HIGHATOMIC);
    scene.state.freeHighatomic[2] = 32;
    scene.allocate('user', 40);
    retire(scene, 32, 40);
    retire(scene, 41, 64);
    scene.setRetries(1);
    return brokenRule(() => scene.allocate('kernel', NO_MEMORY, { order: 4, effects }));
  };
  const given = (pfn: number): Effect => ['typeChanged', pfn, UNMOVABLE];
  const [first, second]: Effect[] = [
    ['entered', STAGE_COMPACT, 0],
    ['entered', STAGE_COMPACT, 1],
  ];
  const round: Effect[] = [ROUND, ['reclaimed', 40]];
  expect(asked(given(0), first!, ...round, given(16), second!, END)).toBeNull();
  expect(asked(given(0), first!, ...round, second!, END)).toBe('INV-133');
  expect(asked(first!, ...round, given(16), second!, END)).toBe('INV-133');
});

test('a pageblock that is reserved is not reserved anew, and each is counted', () => {
  const scene = new Scene(machine('U0-1024', { tuning: { minFreePages: 900 } }), 'none', {
    groupsByMobility: true,
  });
  const effects: Effect[] = [GIVEN_UP, ['typeChanged', 8, UNMOVABLE], ['typeChanged', 0, HIGHATOMIC]];
  const grown = counted(scene, () => scene.allocate('atomic', 0, { order: 1, effects }));
  expect(grown).toMatchObject({ 'highatomic-reserved': 1 });
  expect(brokenRule(() => scene.allocate('atomic', 2, { order: 1 }))).toBeNull();
});

test('a request that gives up has had what is reserved given up', () => {
  const patient = (...effects: Effect[]) =>
    brokenRule(() => scarce().allocate('patient', NO_MEMORY, { effects }));
  expect([patient(ROUND, GIVEN_UP, END), patient(ROUND, END)]).toEqual([null, 'INV-133']);
});

describe('what a kill frees in a reserved pageblock', () => {
  const DROPS = Array.from({ length: 8 }, (_, pfn): Effect => ['reclaimed', pfn]);
  const DIES: Effect[] = [ROUND, KILL, ['killed', 1], ...DROPS];
  /** All of a reserved pageblock is in the hands of one process, locked, and nothing else is there. */
  const asked = (retries: number, answer: number, ...effects: Effect[]) => {
    const scene = new Scene(plain, 'none', { groupsByMobility: true });
    for (let pfn = 0; pfn < 8; pfn++) scene.mlock(scene.allocate('user', pfn, { owner: 1 }));
    scene.state.blockType[0] = HIGHATOMIC;
    retire(scene, 8, 32);
    scene.setRetries(retries);
    return brokenRule(() => scene.allocate('kernel', answer, { effects }));
  };

  test('is given up behind it, or in the next round', () => {
    expect(asked(1, 0, ...DIES, GIVEN_UP)).toBeNull();
    expect(asked(2, 0, ...DIES, ['entered', STAGE_RECLAIM, 2], GIVEN_UP)).toBeNull();
    expect(asked(1, NO_MEMORY, ...DIES, END)).toBeNull();
  });
});

test('nothing is reserved for a request that is refused', () => {
  const scene = new Scene(machine('U0-1024'), 'none', { groupsByMobility: true });
  scene.state.min.fill(9000); // More than there is.
  const refused = (...effects: Effect[]) =>
    brokenRule(() => scene.allocate('atomic', NO_MEMORY, { order: 1, effects }));
  expect([refused(), refused(['typeChanged', 0, HIGHATOMIC])]).toEqual([null, 'INV-4']);
});
