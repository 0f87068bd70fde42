import { describe, expect, test } from 'vitest';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import {
  CMA,
  HIGHATOMIC,
  MIGRATETYPES,
  MIRROR,
  MOVABLE,
  RECLAIMABLE,
  UNMOVABLE,
} from '../../spec/zones/migratetype.ts';
import { machine, mirrored } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import {
  FAILS,
  firstPassing,
  hasUsable,
  isEligibleZone,
  isHighatomic,
  PASSES,
  RUNG_LOW,
  RUNG_MIN,
  RUNG_NONE,
  reserveHas,
  ruleOfEligibility,
  UNKNOWN,
  zonePasses,
} from './marks.ts';
import type { WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

/** Of the lists of a zone: how many blocks of which order hang on that of a type. */
type Lists = readonly (readonly [type: number, order: number, count: number])[];

const COUNTS = ['free', 'managed', 'boost', 'freeCma', 'freeHighatomic', 'doubtful', 'mostDoubtful'] as const;
type Counts = Partial<Record<(typeof COUNTS)[number] | 'reserve', number>>;

const NORMAL = 2;
const WHOLE: Lists = [[MOVABLE, 4, 2]];

/** ZONE_NORMAL with the marks 8 and 10, and what else a case is about. */
function zoneWith(counts: Counts, lists: Lists = WHOLE, design: 'none' | 'migratetype' = 'none'): WorldState {
  const { state } = new Scene(machine('M0-32 U32-64'), design, { groupsByMobility: true });
  state.min[NORMAL] = 8;
  state.low[NORMAL] = 10;
  state.mostDoubtful[NORMAL] = 99;
  for (const name of COUNTS) state[name][NORMAL] = counts[name] ?? state[name][NORMAL]!;
  state.reserve[NORMAL * 4 + 2] = counts.reserve ?? 0;
  hang(state, NORMAL, lists);
  return state;
}

function hang({ blocks, orders, maxOrder }: WorldState, zone: number, lists: Lists): void {
  blocks.fill(0, zone * MIGRATETYPES * (maxOrder + 1), (zone + 1) * MIGRATETYPES * (maxOrder + 1));
  orders.fill(0, zone * MIGRATETYPES, (zone + 1) * MIGRATETYPES);
  for (const [type, order, count] of lists) {
    blocks[(zone * MIGRATETYPES + type) * (maxOrder + 1) + order] = count;
    orders[zone * MIGRATETYPES + type]! |= 1 << order;
  }
}

const { book } = new Scene(mirrored, 'none').oracle;
const PLAIN: RequestTerms = { ...book.classes[requestClassNumber('kernel')]!, ceiling: 2 };
const asks = (more: Partial<RequestTerms> = {}): RequestTerms => ({ ...PLAIN, ...more });
const ATOMIC = asks({ right: 2, nonBlock: true, seesReserve: true });

interface Edge {
  readonly what: string;
  readonly terms?: RequestTerms;
  readonly order?: number;
  readonly rung: number;
  readonly counts?: Counts;
  /** The most free pages with which the zone fails its check. */
  readonly fails: number;
}

const EDGES: readonly Edge[] = [
  { what: 'the low mark', rung: RUNG_LOW, fails: 10 },
  { what: 'the low mark, which a boost raises', rung: RUNG_LOW, counts: { boost: 3 }, fails: 13 },
  { what: 'the low mark with any rights', rung: RUNG_LOW, counts: { boost: 3 }, terms: ATOMIC, fails: 13 },
  { what: 'the min mark', rung: RUNG_MIN, fails: 8 },
  { what: 'the min mark, which a boost raises', rung: RUNG_MIN, counts: { boost: 3 }, fails: 11 },
  {
    what: 'half of the min mark without boost',
    rung: RUNG_MIN,
    counts: { boost: 3 },
    terms: asks({ right: 1 }),
    fails: 4,
  },
  {
    what: 'half of the boosted min mark, rounded up, and one more for a larger block',
    rung: RUNG_MIN,
    counts: { boost: 3 },
    terms: asks({ right: 1 }),
    order: 1,
    fails: 7,
  },
  { what: 'three eighths of the min mark', rung: RUNG_MIN, terms: ATOMIC, fails: 3 },
  {
    what: 'three eighths of the boosted min mark and one more for a larger block',
    rung: RUNG_MIN,
    counts: { boost: 3 },
    terms: ATOMIC,
    order: 1,
    fails: 6,
  },
  { what: 'seven more pages for a block of eight', rung: RUNG_MIN, order: 3, fails: 15 },
  { what: 'the lowmem reserve', rung: RUNG_MIN, counts: { reserve: 2 }, fails: 10 },
  { what: 'CMA, which it may not use', rung: RUNG_MIN, counts: { freeCma: 5 }, fails: 13 },
  {
    what: 'no CMA, if it may use it',
    rung: RUNG_MIN,
    counts: { freeCma: 5 },
    terms: asks({ type: MOVABLE }),
    fails: 8,
  },
  { what: 'what is reserved for others', rung: RUNG_MIN, counts: { freeHighatomic: 4 }, fails: 12 },
  {
    what: 'what is reserved for others and CMA',
    rung: RUNG_MIN,
    counts: { freeHighatomic: 4, freeCma: 5 },
    fails: 17,
  },
  {
    what: 'nothing that is reserved for it, at the min mark',
    rung: RUNG_MIN,
    counts: { freeHighatomic: 4 },
    terms: ATOMIC,
    fails: 3,
  },
  {
    what: 'what is reserved for it, at the low mark',
    rung: RUNG_LOW,
    counts: { freeHighatomic: 4 },
    terms: ATOMIC,
    fails: 14,
  },
];

test.each(EDGES)('a request leaves behind $what', ({ terms = asks(), order = 0, rung, counts, fails }) => {
  const passes = (free: number) => zonePasses(zoneWith({ ...counts, free }), terms, NORMAL, order, rung);
  expect([passes(fails), passes(fails + 1)]).toEqual([FAILS, PASSES]);
});

describe('pages that may be private after all', () => {
  test('are as many as are in doubt, and no more than lists can hold', () => {
    const passes = (counts: Counts) =>
      zonePasses(zoneWith({ free: 12, ...counts }), asks(), NORMAL, 0, RUNG_MIN);
    expect([passes({ doubtful: 3 }), passes({ doubtful: 4 })]).toEqual([PASSES, UNKNOWN]);
    expect([3, 4].map((mostDoubtful) => passes({ doubtful: 9, mostDoubtful }))).toEqual([PASSES, UNKNOWN]);
    expect(passes({ free: 8, doubtful: 9 })).toBe(FAILS);
  });

  /** A private page spoils one of the disjoint blocks that it could be served from. */
  const spoiled = (doubtful: number, lists: Lists, terms = asks(), order = 1) =>
    zonePasses(zoneWith({ free: 60, doubtful }, lists), terms, NORMAL, order, RUNG_NONE);

  test.each([UNMOVABLE, MOVABLE, RECLAIMABLE])('spoil a block each of the lists of type %i', (type) => {
    const lists: Lists = [
      [type, 0, 9],
      [type, 1, 2],
      [type, 4, 1],
    ];
    expect([9, 10].map((doubtful) => spoiled(doubtful, lists))).toEqual([PASSES, UNKNOWN]);
    expect([5, 6].map((doubtful) => spoiled(doubtful, lists, asks(), 2))).toEqual([UNKNOWN, UNKNOWN]);
    expect([3, 4].map((doubtful) => spoiled(doubtful, lists, asks(), 2))).toEqual([PASSES, UNKNOWN]);
  });

  test('spoil those of CMA for movable requests', () => {
    const lists: Lists = [
      [MOVABLE, 1, 2],
      [CMA, 1, 3],
    ];
    const movable = asks({ type: MOVABLE });
    expect([1, 2].map((doubtful) => spoiled(doubtful, lists))).toEqual([PASSES, UNKNOWN]);
    expect([4, 5].map((doubtful) => spoiled(doubtful, lists, movable))).toEqual([PASSES, UNKNOWN]);
  });

  test('spoil nothing of the mirror where there are none', () => {
    const state = zoneWith({ free: 60, doubtful: 0 }, [[MIRROR, 1, 1]], 'migratetype');
    expect(zonePasses(state, asks(), NORMAL, 1, RUNG_NONE)).toBe(PASSES);
  });

  test('spoil nothing where there are none', () => {
    expect(spoiled(0, [[MOVABLE, 1, 1]])).toBe(PASSES);
    expect(spoiled(0, [[MOVABLE, 0, 1]])).toBe(FAILS);
  });
});

describe('a block for a request', () => {
  const ORDERS = [0, 1, 2, 3];
  const usable = (type: number, lists: Lists, design?: 'migratetype') =>
    ORDERS.map((order) => hasUsable(zoneWith({}, lists, design), type, NORMAL, order));

  test('hangs on an ordinary list, at its order or above', () => {
    for (const type of [UNMOVABLE, MOVABLE, RECLAIMABLE])
      expect(usable(UNMOVABLE, [[type, 2, 1]])).toEqual([true, true, true, false]);
    expect(usable(UNMOVABLE, [])).toEqual([false, false, false, false]);
  });

  test('hangs on the list of CMA for movable ones, and on that of the mirror where it serves all', () => {
    const [none, all] = [ORDERS.map(() => false), [true, true, true, false]];
    expect([usable(UNMOVABLE, [[CMA, 2, 1]]), usable(MOVABLE, [[CMA, 2, 1]])]).toEqual([none, all]);
    expect(usable(UNMOVABLE, [[MIRROR, 2, 1]])).toEqual(none);
    expect(usable(UNMOVABLE, [[MIRROR, 2, 1]], 'migratetype')).toEqual(all);
    expect(usable(MOVABLE, [[HIGHATOMIC, 2, 1]], 'migratetype')).toEqual(none);
  });

  test('is not asked for where a page is above its mark and nothing is reserved', () => {
    const passes = (rung: number, freeHighatomic: number) =>
      zonePasses(zoneWith({ free: 30, freeHighatomic }, []), asks(), NORMAL, 0, rung);
    expect([passes(RUNG_LOW, 0), passes(RUNG_MIN, 0), passes(RUNG_MIN, 1)]).toEqual([PASSES, PASSES, FAILS]);
    expect(passes(RUNG_NONE, 0)).toBe(FAILS);
  });

  test('of the reserve is no other', () => {
    const passes = (lists: Lists) => {
      const state = zoneWith({ free: 0 }, lists, 'migratetype');
      return zonePasses(state, asks({ fromReserve: true }), NORMAL, 1, RUNG_LOW);
    };
    expect([passes([[MIRROR, 1, 1]]), passes([[MIRROR, 0, 1]]), passes(WHOLE)]).toEqual([
      PASSES,
      FAILS,
      FAILS,
    ]);
  });
});

describe('what is reserved for high-order atomic requests', () => {
  const RESERVED: Lists = [[HIGHATOMIC, 1, 1]];
  const passes = (terms: RequestTerms, order: number, rung = RUNG_MIN, freeHighatomic = 2) =>
    zonePasses(zoneWith({ free: 40, freeHighatomic }, RESERVED), terms, NORMAL, order, rung);

  test('serves them at the min mark, and single pages of others that cannot wait', () => {
    expect([passes(ATOMIC, 1), passes(ATOMIC, 1, RUNG_LOW), passes(ATOMIC, 2)]).toEqual([
      PASSES,
      FAILS,
      FAILS,
    ]);
    const nowait = asks({ nonBlock: true });
    expect([passes(nowait, 0), passes(nowait, 1), passes(nowait, 0, RUNG_LOW)]).toEqual([
      PASSES,
      FAILS,
      FAILS,
    ]);
    expect([passes(asks({ right: 2 }), 0), passes(asks({ right: 2 }), 1)]).toEqual([FAILS, FAILS]);
  });

  test('is nothing where no page of it is free', () => {
    const has = (freeHighatomic: number) =>
      reserveHas(zoneWith({ freeHighatomic }, RESERVED), ATOMIC, NORMAL, 1);
    expect([has(0), has(1)]).toEqual([false, true]);
  });

  test('is for requests of more than a page, with rights, that cannot wait', () => {
    expect([0, 1, 2].map((order) => isHighatomic(ATOMIC, order))).toEqual([false, true, true]);
    expect(isHighatomic(asks({ right: 1, nonBlock: true }), 1)).toBe(true);
    expect(isHighatomic(asks({ right: 0, nonBlock: true }), 1)).toBe(false);
    expect(isHighatomic(asks({ right: 2, nonBlock: false }), 1)).toBe(false);
  });
});

describe('a zone is looked at', () => {
  const looks = (terms: Partial<RequestTerms>, managed = 32, own = 32, zone = NORMAL) => {
    const { state } = new Scene(mirrored, 'none');
    state.managed[zone] = managed;
    state.mirrored[zone] = own;
    return isEligibleZone(state, asks(terms), zone);
  };

  test('up to the ceiling of the request, if it has pages', () => {
    expect([1, 2, 3].map((ceiling) => looks({ ceiling }))).toEqual([false, true, true]);
    expect([looks({}, 0, 0), looks({}, 1, 0)]).toEqual([false, true]);
  });

  test('by a mandatory request if all of it is mirrored, or for the reserve if any of it is', () => {
    expect([32, 31, 0].map((own) => looks({ mandatory: true }, 32, own))).toEqual([true, false, false]);
    const fromReserve = [32, 1, 0].map((own) => looks({ mandatory: true, fromReserve: true }, 32, own));
    expect(fromReserve).toEqual([true, true, false]);
  });

  test('by what is kept outside only if it is ZONE_MOVABLE', () => {
    expect([2, 3].map((zone) => looks({ outside: true, ceiling: 3 }, 32, 0, zone))).toEqual([false, true]);
  });

  test('in vain, which is the fault of a mirror that broke only for a mandatory request', () => {
    const { state } = new Scene(mirrored, 'none');
    const rule = (mandatory: boolean) => ruleOfEligibility(state, asks({ mandatory }));
    expect([rule(true), rule(false)]).toEqual(['INV-125', 'INV-125']);
    state.brokenMirror[0] = 1;
    expect([rule(true), rule(false)]).toEqual(['INV-161', 'INV-125']);
  });
});

describe('the first zone that passes', () => {
  /** ZONE_DMA below 16, then ZONE_NORMAL: the numbers 0 and 2. */
  const both = () => {
    const geometry = { ...mirrored.geometry, dmaEnd: 16, dma32End: 16 };
    const { oracle } = new Scene(machine('U0-64', { geometry }), 'none');
    return { state: oracle.state, terms: oracle.book.classes[requestClassNumber('kernel')]! };
  };
  const first = (dma: Counts, normal: Counts, favoured: number) => {
    const { state, terms } = both();
    for (const name of COUNTS)
      [dma, normal].forEach((counts, place) => {
        state[name][place * 2] = counts[name] ?? state[name][place * 2]!;
      });
    const zone = firstPassing(state, terms, 0, 0, RUNG_MIN, favoured);
    return [zone, state.undecided];
  };

  test('is the highest, or the one below, or none', () => {
    expect(first({}, {}, -1)).toEqual([2, 0]);
    expect(first({}, { free: 0 }, -1)).toEqual([0, 0]);
    expect(first({}, { managed: 0 }, -1)).toEqual([0, 0]);
    expect(first({ free: 0 }, { free: 0 }, -1)).toEqual([-1, 0]);
  });

  test('is one that may pass only if it is favoured', () => {
    const doubt: Counts = { doubtful: 99, mostDoubtful: 99 };
    expect(first({}, doubt, 2)).toEqual([2, 1]);
    expect(first({}, doubt, 0)).toEqual([0, 1]);
    expect(first(doubt, doubt, 0)).toEqual([0, 2]);
    expect(first(doubt, doubt, -1)).toEqual([-1, 2]);
    expect(first({}, {}, 0)).toEqual([2, 0]);
  });
});
