import { describe, expect, test } from 'vitest';
import type { DesignName } from '../../spec/designs/design.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { CMA, MIGRATETYPES } from '../../spec/zones/migratetype.ts';
import { machine, mirrored } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';
import { isOutOfMemory, judgeDoubtfulZone, judgeZone } from './judgeZone.ts';
import { RUNG_LOW, RUNG_MIN, RUNG_NONE } from './marks.ts';
import { newServing, type Serving } from './serving.ts';
import type { RequestTerms } from './terms.ts';

const [DMA, DMA32, NORMAL] = [0, 1, 2];

/** Free pages of the first three zones, of which each has the marks 8 and 10. */
interface Frees {
  readonly free: readonly [dma: number, dma32: number, normal: number];
  readonly doubtful?: readonly [number, number, number];
  readonly request?: string;
  readonly terms?: Partial<RequestTerms>;
  readonly serving?: Partial<Serving>;
}

function asked({ free, doubtful = [0, 0, 0], request = 'kernel', terms = {}, serving = {} }: Frees) {
  const geometry = { ...mirrored.geometry, dmaEnd: 16, dma32End: 32 };
  const { oracle, state } = new Scene(machine('U0-48', { geometry }), 'none');
  for (const zone of [DMA, DMA32, NORMAL]) {
    state.free[zone] = free[zone]!;
    state.doubtful[zone] = doubtful[zone]!;
    state.mostDoubtful[zone] = 99;
    state.min[zone] = 8;
    state.low[zone] = 10;
    state.high[zone] = 12;
    if (free[zone] === 0) state.orders.fill(0, zone * MIGRATETYPES, (zone + 1) * MIGRATETYPES);
  }
  const own = { ...oracle.book.classes[requestClassNumber(request)]!, ...terms };
  return { state, own, open: Object.assign(newServing(own, 0, 0, 0), serving) };
}

/** What a grant from a zone breaks, and the rung that it was on. */
const judged = (frees: Frees, zone: number, isCached?: boolean) => {
  const { state, open } = asked(frees);
  state.lastRung = -1;
  const rule = brokenRule(() => judgeZone(state, open, 0, zone, zone * 16, isCached));
  return rule ?? state.lastRung;
};

describe('a grant', () => {
  test('comes from the first zone above its low mark, or of none the first above its min mark', () => {
    const all = (frees: Frees) => [NORMAL, DMA32, DMA].map((zone) => judged(frees, zone));
    const other = 'INV-125';
    expect(all({ free: [11, 11, 11] })).toEqual([RUNG_LOW, other, other]);
    expect(all({ free: [11, 11, 10] })).toEqual([other, RUNG_LOW, other]);
    expect(all({ free: [11, 10, 10] })).toEqual([other, other, RUNG_LOW]);
    expect(all({ free: [10, 10, 9] })).toEqual([RUNG_MIN, other, other]);
    expect(all({ free: [10, 9, 8] })).toEqual([other, RUNG_MIN, other]);
    expect(all({ free: [9, 8, 8] })).toEqual([other, other, RUNG_MIN]);
    expect(all({ free: [8, 8, 8] })).toEqual(['INV-128', 'INV-128', 'INV-128']);
  });

  test('is past the low marks once private lists were emptied for it', () => {
    const drained = { drained: true };
    const all = (serving: Partial<Serving>) =>
      [NORMAL, DMA32, DMA].map((zone) => judged({ free: [11, 11, 10], serving }, zone));
    expect(all(drained)).toEqual([RUNG_MIN, 'INV-125', 'INV-125']);
    expect(all({ ...drained, drainsAnyway: true })).toEqual([RUNG_MIN, RUNG_LOW, 'INV-125']);
    expect(judged({ free: [8, 8, 8], serving: drained }, DMA32)).toBe('INV-128');
  });

  test('leaves the marks behind for who may ignore them, from the first zone with a block', () => {
    const all = (free: Frees['free'], isCached?: boolean) =>
      [NORMAL, DMA32, DMA].map((zone) => judged({ free, request: 'memalloc' }, zone, isCached));
    expect(all([1, 1, 1])).toEqual([RUNG_NONE, 'INV-125', 'INV-125']);
    expect(all([1, 1, 0])).toEqual(['INV-125', RUNG_NONE, 'INV-125']);
    expect(all([9, 1, 1])).toEqual(['INV-125', 'INV-125', RUNG_MIN]);
    expect(all([0, 0, 0])).toEqual(['INV-130', 'INV-130', 'INV-130']);
  });

  test('comes off a private list of a zone before that, which needs no other block', () => {
    const all = (free: Frees['free']) =>
      [NORMAL, DMA32, DMA].map((zone) => judged({ free, request: 'memalloc' }, zone, true));
    expect(all([0, 1, 0])).toEqual([RUNG_NONE, RUNG_NONE, 'INV-125']);
    expect(all([1, 0, 0])).toEqual([RUNG_NONE, RUNG_NONE, RUNG_NONE]);
    expect(all([0, 0, 0])).toEqual([RUNG_NONE, RUNG_NONE, RUNG_NONE]);
    expect(judged({ free: [1, 0, 0], request: 'memalloc' }, NORMAL)).toBe('INV-125');
  });

  test('comes off no private list of a zone behind the first one', () => {
    const geometry = { ...mirrored.geometry, dmaEnd: 16, dma32End: 16 };
    const { oracle, state } = new Scene(machine('U0-16 1:U16-32', { geometry }), 'none');
    state.min.fill(99);
    state.low.fill(99);
    const open = newServing(oracle.book.classes[requestClassNumber('memalloc')]!, 0, 0, 0);
    expect(brokenRule(() => judgeZone(state, open, 0, 6, 16, true))).toBe('INV-125');
    expect(brokenRule(() => judgeZone(state, open, 0, DMA, 0, true))).toBeNull();
  });

  test('is counted as a decision, and a campaign hears where it went below a mark', () => {
    const heard = (frees: Frees) => {
      const { state, open } = asked(frees);
      judgeZone(state, open, 0, NORMAL, 32);
      const { witnesses } = state;
      return [state.decided, state.rung, witnesses[WITNESS['below-low']], witnesses[WITNESS['reserve-used']]];
    };
    expect(heard({ free: [11, 11, 11] })).toEqual([1, RUNG_LOW, 0, 0]);
    expect(heard({ free: [9, 9, 9] })).toEqual([1, RUNG_MIN, 1, 0]);
    expect(heard({ free: [9, 9, 9], terms: { right: 1 } })).toEqual([1, RUNG_MIN, 0, 1]);
    expect(heard({ free: [1, 1, 1], request: 'memalloc' })).toEqual([1, RUNG_NONE, 0, 1]);
  });
});

describe('a grant that nobody knows to be private', () => {
  const doubted = (frees: Frees, zone: number, order = 0) => {
    const { state, own } = asked(frees);
    const rule = brokenRule(() => judgeDoubtfulZone(state, own, 0, order, zone, zone * 16));
    return rule ?? [state.decided, state.undecided];
  };

  test('is a decision if its zone passes for sure, and none if it may', () => {
    expect(doubted({ free: [0, 0, 9] }, NORMAL)).toEqual([1, 0]);
    expect(doubted({ free: [0, 0, 9], doubtful: [0, 0, 1] }, NORMAL)).toEqual([1, 1]);
    expect(doubted({ free: [0, 0, 8], doubtful: [0, 0, 1] }, NORMAL)).toBe('INV-128');
    expect(doubted({ free: [0, 0, 8], request: 'memalloc' }, NORMAL)).toEqual([1, 1]);
  });

  test('does not come from a zone behind one that is above its low mark', () => {
    expect(doubted({ free: [11, 11, 10] }, DMA)).toBe('INV-125');
    expect(doubted({ free: [11, 11, 11] }, DMA32)).toBe('INV-125');
    expect(doubted({ free: [11, 11, 11] }, NORMAL)).toEqual([1, 0]);
    expect(doubted({ free: [11, 10, 10] }, DMA)).toEqual([1, 0]);
    expect(doubted({ free: [11, 11, 11], doubtful: [0, 1, 1] }, DMA)).toEqual([1, 0]);
    expect(doubted({ free: [11, 11, 11], request: 'dma' }, DMA)).toEqual([1, 0]);
    expect(doubted({ free: [11, 11, 11], terms: { ceiling: DMA32 } }, DMA32)).toEqual([1, 0]);
  });
});

test('there is no memory if no zone passes the last check of the request', () => {
  const without = (frees: Frees) => {
    const { state, own } = asked(frees);
    return [isOutOfMemory(state, own, 0, 0), state.decided];
  };
  expect([without({ free: [8, 8, 8] }), without({ free: [9, 8, 8] }), without({ free: [8, 8, 9] })]).toEqual([
    [true, 1],
    [false, 1],
    [false, 1],
  ]);
  expect(without({ free: [1, 0, 0], request: 'memalloc' })).toEqual([false, 1]);
  expect(without({ free: [0, 0, 0], request: 'memalloc' })).toEqual([true, 1]);
  expect(without({ free: [9, 9, 9], doubtful: [9, 9, 9] })).toEqual([true, 1]);
});

describe('the rule that a grant breaks', () => {
  const broken = (
    design: DesignName,
    request: string,
    zone: number,
    poke: (scene: Scene) => void = () => {},
    order = 0,
  ) => {
    const scene = new Scene(mirrored, design);
    poke(scene);
    const terms = scene.oracle.book.classes[requestClassNumber(request)]!;
    return brokenRule(() => judgeZone(scene.state, newServing(terms, 0, order, 0), order, zone, 0));
  };

  test('is about user memory in the mirror where ZONE_MOVABLE would have served it', () => {
    expect(broken('kernelcore', 'user', 2)).toBe('INV-150');
    expect(broken('nonmirror', 'user', 2)).toBe('INV-125');
    expect(broken('none', 'user', 0)).toBe('INV-125');
    expect(broken('kernelcore', 'kernel', 3)).toBe('INV-125');
    const broke = ({ state }: Scene) => state.brokenMirror.fill(1, 0, 1);
    expect(broken('nonmirror', 'critical', 3, broke)).toBe('INV-161');
  });

  test('is about what hangs on its lists where that is no block for it', () => {
    const onlyCma = ({ state }: Scene): void => {
      state.orders.fill(0);
      state.orders[2 * MIGRATETYPES + CMA] = 1 << 3;
    };
    expect(broken('none', 'kernel', 2, onlyCma, 1)).toBe('INV-130');
    const low = ({ state }: Scene): void => {
      state.free.fill(0);
    };
    expect([broken('none', 'kernel', 2, low), broken('none', 'atomic', 2, low)]).toEqual([
      'INV-128',
      'INV-129',
    ]);
  });
});
