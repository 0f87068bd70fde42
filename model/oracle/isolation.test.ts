import { describe, expect, test } from 'vitest';
import { LEAF } from '../../spec/pages/leaf.ts';
import { CMA } from '../../spec/zones/migratetype.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { mirrored, plain, withCma } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';
import { followIsolated, followUnisolated } from './isolation.ts';
import { FACT_BAD_INJECTED, FACT_ISOLATED } from './state.ts';

const ZONE = 2;
const WITHHELD = 1 << LEAF['free.isolated'];

describe('a pageblock is isolated', () => {
  /** In use: 8 and 10..11; on a private list: 12. */
  const partly = () => {
    const scene = new Scene(plain, 'none');
    scene.allocate('user', 8);
    scene.allocate('user', 10, { order: 1 });
    scene.free(scene.allocate('user', 12), [['cached', 12, 0]]);
    return scene;
  };

  test('with all that is free in it withheld, and nothing beside it', () => {
    const { state } = partly();
    followIsolated(state, 8);
    const withheld = [...state.belief.keys()].filter((pfn) => state.belief[pfn] === WITHHELD);
    expect(withheld).toEqual([9, 13, 14, 15]);
    expect([state.isolatedFree[ZONE], state.free[ZONE]]).toEqual([4, 24]);
    const marked = [...state.facts.keys()].filter((pfn) => (state.facts[pfn]! & FACT_ISOLATED) !== 0);
    expect(marked).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect([state.tag[0], state.tag[16]]).toEqual([4, 5]);
  });

  test('and comes back as it was', () => {
    const scene = partly();
    const before = structuredClone([
      scene.state.tag,
      scene.state.belief,
      scene.state.facts,
      scene.state.blocks,
    ]);
    followIsolated(scene.state, 8);
    followUnisolated(scene.state, 8);
    const { tag, belief, facts, blocks, free, isolatedFree } = scene.state;
    expect([tag, belief, facts, blocks]).toEqual(before);
    expect([free[ZONE], isolatedFree[ZONE]]).toEqual([28, 0]);
  });

  test('out of a block that is larger', () => {
    const { state } = new Scene(plain, 'none');
    followIsolated(state, 8);
    expect([state.tag[0], state.tag[8], state.tag[16]]).toEqual([4, 0, 5]);
    expect([state.free[ZONE], state.isolatedFree[ZONE]]).toEqual([24, 8]);
  });

  test('as a reserve, and is one again', () => {
    const { state } = new Scene(mirrored, 'reserve');
    followIsolated(state, 0);
    expect([state.freeMirror[ZONE], state.isolatedFree[ZONE]]).toEqual([24, 8]);
    followUnisolated(state, 0);
    expect([state.freeMirror[ZONE], state.isolatedFree[ZONE], state.free[ZONE]]).toEqual([32, 0, 32]);
    expect(state.belief[0]).toBe(1 << LEAF['free.reserve']);
  });

  test('at its first page, in memory', () => {
    const { state } = new Scene(plain, 'none');
    const isolate = (pfn: number) => brokenRule(() => followIsolated(state, pfn));
    expect([-8, 4, 32, 28].map(isolate)).toEqual(['INV-0', 'INV-0', 'INV-0', 'INV-0']);
    expect([0, 24].map(isolate)).toEqual([null, null]);
  });

  test('once, and comes back once', () => {
    const { state } = new Scene(plain, 'none');
    expect(brokenRule(() => followUnisolated(state, 8))).toBe('INV-136');
    followIsolated(state, 8);
    expect(brokenRule(() => followIsolated(state, 8))).toBe('INV-137');
    expect(brokenRule(() => followIsolated(state, 8, PAGE_EVENT.isolateForRange))).toBe('INV-137');
  });

  test('for a range although it is CMA', () => {
    const { state } = new Scene(withCma);
    expect(state.blockType[3]).toBe(CMA);
    expect(brokenRule(() => followIsolated(new Scene(withCma).state, 24))).toBe('INV-188');
    expect(brokenRule(() => followIsolated(state, 24, PAGE_EVENT.isolateForRange))).toBeNull();
  });
});

test('a page with the mark of an error is not free when its pageblock comes back', () => {
  const { state } = new Scene(plain, 'none');
  followIsolated(state, 8);
  state.facts[9]! |= FACT_BAD_INJECTED;
  followUnisolated(state, 8);
  expect([state.belief[9], state.free[ZONE]]).toEqual([1 << LEAF['offline.poisoned'], 31]);
});
