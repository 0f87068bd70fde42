import { describe, expect, test } from 'vitest';
import { CMA, HIGHATOMIC, isOrdinary, MIGRATETYPES } from '../../spec/zones/migratetype.ts';
import { machine } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { containingOrder, hasOwn, insertFree, removeFree } from './freeIndex.ts';
import { TAG_FREE, type WorldState } from './state.ts';

/** A border of zones inside a pageblock at 44, two CMA pageblocks, and memory that ends early. */
const layout = machine('U0-44 1:U44-94', { cma: [{ start: 16, end: 32 }] });
const FRAMES = 94;

/** Small numbers that look random, the same in every run. */
function* randoms(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state >>> 8;
  }
}

/**
 * The maximal free blocks, computed from nothing but which frames are free: two buddies merge if both are whole and free, lie in
 * one zone, and are parts of one pageblock, or pageblocks of equal or of ordinary types.
 */
function maximalBlocks(s: WorldState, free: ReadonlySet<number>): Map<number, number> {
  const blocks = new Map([...free].map((pfn) => [pfn, 0]));
  for (let order = 0; order < s.maxOrder; order++) {
    for (const [pfn, own] of [...blocks]) {
      const buddy = pfn + 2 ** order;
      if (own !== order || pfn % 2 ** (order + 1) !== 0 || blocks.get(buddy) !== order) continue;
      if (s.zone[pfn] !== s.zone[buddy] || !mayMerge(s, pfn, buddy, order)) continue;
      blocks.delete(buddy);
      blocks.set(pfn, order + 1);
    }
  }
  return blocks;
}

function mayMerge(s: WorldState, pfn: number, buddy: number, order: number): boolean {
  const [one, other] = [s.blockType[pfn >> s.pageblockOrder]!, s.blockType[buddy >> s.pageblockOrder]!];
  return order < s.pageblockOrder || one === other || (isOrdinary(one) && isOrdinary(other));
}

function expectAgreement(s: WorldState, free: ReadonlySet<number>): void {
  const blocks = maximalBlocks(s, free);
  const tagged = new Map<number, number>();
  for (let pfn = 0; pfn < FRAMES; pfn++) if (s.tag[pfn]! > 0) tagged.set(pfn, s.tag[pfn]! - TAG_FREE);
  expect([...tagged]).toEqual([...blocks].sort(([one], [other]) => one - other));
  const counts = new Int32Array(s.blocks.length);
  const orders = new Int32Array(s.orders.length);
  for (const [pfn, order] of blocks) {
    const list = s.zone[pfn]! * MIGRATETYPES + s.blockType[pfn >> s.pageblockOrder]!;
    counts[list * (s.maxOrder + 1) + order]!++;
    orders[list]! |= 1 << order;
  }
  expect(s.blocks).toEqual(counts);
  expect(s.orders).toEqual(orders);
  for (const zone of [2, 6]) {
    const inZone = [...free].filter((pfn) => s.zone[pfn] === zone);
    expect(s.free[zone]).toBe(inZone.length);
    expect(s.freeCma[zone]).toBe(inZone.filter((pfn) => s.blockType[pfn >> 3] === CMA).length);
  }
}

const booted = () => new Scene(layout, 'none').state;
const allFrames = () => new Set(Array.from({ length: FRAMES }, (_, pfn) => pfn));

describe('the index of free blocks', () => {
  test('holds maximal blocks after boot', () => {
    expectAgreement(booted(), allFrames());
  });

  test.each([1, 2, 3, 4])('agrees with a computation from scratch, whatever comes and goes (%i)', (seed) => {
    const random = randoms(seed);
    const next = (below: number) => random.next().value % below;
    const s = booted();
    const free = allFrames();
    const taken: (readonly [pfn: number, order: number])[] = [];
    for (let step = 0; step < 600; step++) {
      if (next(2) === 0) {
        const order = next(s.maxOrder + 1);
        const pfn = (next(FRAMES) >> order) << order;
        const frames = Array.from({ length: 2 ** order }, (_, offset) => pfn + offset);
        const whole = [...maximalBlocks(s, free)].some(
          ([at, size]) => at <= pfn && pfn + 2 ** order <= at + 2 ** size,
        );
        expect(removeFree(s, pfn, order)).toBe(whole);
        if (!whole) continue;
        for (const frame of frames) free.delete(frame);
        taken.push([pfn, order]);
      } else if (taken.length > 0) {
        const [[pfn, order] = [0, 0]] = taken.splice(next(taken.length), 1);
        if (order <= s.pageblockOrder && next(3) === 0 && s.blockType[pfn >> 3] !== CMA && isAlone(s, pfn))
          s.blockType[pfn >> 3] = next(3);
        insertFree(s, pfn, order);
        for (let frame = pfn; frame < pfn + 2 ** order; frame++) free.add(frame);
      }
      if (step % 20 === 0) expectAgreement(s, free);
    }
    for (const [pfn, order] of taken) insertFree(s, pfn, order);
    expectAgreement(s, allFrames());
  });

  test('knows the block around a frame, and whether a type has one so large', () => {
    const s = booted();
    expect(removeFree(s, 0, 0)).toBe(true);
    expect([containingOrder(s, 5, 0), containingOrder(s, 4, 2), containingOrder(s, 4, 3)]).toEqual([
      2, 2, -1,
    ]);
    expect([containingOrder(s, 0, 0), containingOrder(s, 16, 4)]).toEqual([-1, 4]);
    expect([hasOwn(s, 2, CMA, 4), hasOwn(s, 2, 1, 3), hasOwn(s, 2, 1, 4), hasOwn(s, 2, 0, 0)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

/** No frame of the pageblock is free, so its type may change without a move between lists. */
const isAlone = (s: WorldState, pfn: number): boolean => {
  const first = (pfn >> 3) << 3;
  return Array.from({ length: 8 }, (_, offset) => first + offset).every(
    (frame) => containingOrder(s, frame, 0) < 0,
  );
};

test('free pages of reserved pageblocks are counted by themselves, as they come and go', () => {
  const { state } = new Scene(machine('U0-32'), 'none');
  expect(removeFree(state, 8, 3)).toBe(true);
  state.blockType[1] = HIGHATOMIC;
  insertFree(state, 8, 3);
  expect([state.free[2], state.freeHighatomic[2]]).toEqual([32, 8]);
  expect(removeFree(state, 9, 0)).toBe(true);
  expect([state.free[2], state.freeHighatomic[2]]).toEqual([31, 7]);
});

test('what is not free as a whole cannot be taken, and nothing changes', () => {
  const { state } = new Scene(machine('U0-32'), 'none');
  removeFree(state, 9, 0);
  const before = [[...state.free], [...state.tag], [...state.blocks]];
  expect([removeFree(state, 9, 0), removeFree(state, 8, 1), removeFree(state, 0, 4)]).toEqual([
    false,
    false,
    false,
  ]);
  expect([[...state.free], [...state.tag], [...state.blocks]]).toEqual(before);
});
