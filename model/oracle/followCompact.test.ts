import { describe, expect, test } from 'vitest';
import {
  COMPACT_COMPLETE as COMPLETE,
  COMPACT_DEFERRED as DEFERRED,
  COMPACT_SKIPPED as SKIPPED,
  COMPACT_SUCCESS as SUCCESS,
} from '../../spec/operations/outcome.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { counted } from '../testing/counted.ts';
import { fragmented } from '../testing/fragmented.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, type Effect, retire, Scene } from '../testing/scene.ts';

/** What a run for blocks of two pages broke. */
const rule = (scene: Scene, answer: number, effects: readonly Effect[] = [], order = 1) =>
  brokenRule(() => scene.compact(order, answer, effects));
const MOVES: readonly Effect[] = [
  ['moved', 0, 31],
  ['moved', 1, 29],
];

/** The same where nothing can move. */
const stuck = () => {
  const scene = fragmented();
  for (let handle = 0; handle < 6; handle++) scene.getRef(handle);
  return scene;
};

describe('a run', () => {
  test('makes a block, and ends with it', () => {
    const scene = fragmented();
    expect(rule(scene, SUCCESS, MOVES)).toBeNull();
    expect(scene.state.witnesses[WITNESS['compact-made-block']]).toBe(1);
    expect(rule(fragmented(), SUCCESS, [...MOVES, ['moved', 2, 27]])).toBe('INV-177');
  });

  test('keeps its course', () => {
    const course = (...moves: readonly (readonly [number, number])[]) => {
      const scene = fragmented();
      scene.allocate('user', 17);
      return rule(
        scene,
        SUCCESS,
        moves.map(([from, to]) => ['moved', from, to]),
      );
    };
    expect(course([17, 31], [0, 29])).toBe('INV-177');
    expect(course([0, 19], [1, 31])).toBe('INV-177');
    expect(course([17, 19])).toBe('INV-177');
    expect(course([0, 31], [1, 29])).toBeNull();
  });

  test('moves only what is free to go', () => {
    const scene = fragmented();
    scene.getRef(0);
    expect(rule(scene, SUCCESS, MOVES)).toBe('INV-168');
    expect(rule(fragmented(), SUCCESS, [['moved', 9, 31]])).toBe('INV-169');
  });

  test('does not move what is as large as the block', () => {
    const scene = new Scene(plain);
    scene.allocate('user', 0, { order: 1 });
    retire(scene, 2, 16);
    for (let pfn = 16; pfn < 32; pfn += 2) retire(scene, pfn, pfn + 1);
    expect(rule(scene, COMPLETE)).toBeNull();
  });

  test('does not claim a block, nor end early', () => {
    expect(rule(fragmented(), SUCCESS, MOVES.slice(0, 1))).toBe('INV-3');
    expect(rule(stuck(), SUCCESS)).toBe('INV-4');
    expect(rule(fragmented(), COMPLETE)).toBe('INV-3');
    expect(rule(stuck(), COMPLETE)).toBeNull();
  });

  test('leaves a zone alone that has a block, or too little free', () => {
    expect(rule(new Scene(plain), SUCCESS)).toBeNull();
    expect(rule(new Scene(plain), COMPLETE)).toBe('INV-3');
    const scene = fragmented();
    for (const pfn of [17, 19, 21, 23]) retire(scene, pfn, pfn + 1);
    expect(rule(scene, SKIPPED)).toBeNull();
    expect(rule(scene, SUCCESS, MOVES)).toBe('INV-178');
    expect(rule(fragmented(), SKIPPED)).toBe('INV-3');
    expect(brokenRule(() => fragmented().compact(1, SKIPPED, [], 3))).toBeNull();
  });

  test('empties no pageblock that is withheld', () => {
    const scene = new Scene(plain);
    for (let pfn = 0; pfn < 8; pfn++) scene.allocate('user', pfn);
    retire(scene, 8, 16);
    for (let pfn = 16; pfn < 32; pfn += 2) retire(scene, pfn, pfn + 1);
    scene.isolate(0, 0, [['isolated', 0]]);
    expect(rule(scene, SUCCESS, MOVES)).toBe('INV-178');
  });
});

describe('after failures', () => {
  test('it is put off, each time for longer, for this order and larger ones', () => {
    const scene = stuck();
    for (const puts of [1, 3, 7]) {
      expect(rule(scene, COMPLETE)).toBeNull();
      for (let put = 0; put < puts; put++) expect(rule(scene, DEFERRED, [], 1 + (put % 2))).toBeNull();
    }
    expect(rule(scene, DEFERRED)).toBe('INV-177');
  });

  test('it is not tried while it is put off', () => {
    const scene = stuck();
    scene.compact(1, COMPLETE);
    expect(rule(scene, COMPLETE)).toBe('INV-177');
  });

  test('it is put off at most 63 times in a row', () => {
    const scene = stuck();
    for (let run = 0; run < 10; run++) {
      scene.compact(1, COMPLETE);
      for (let put = 1; put < 2 ** Math.min(run + 1, 6); put++) scene.compact(1, DEFERRED);
    }
    expect(rule(scene, COMPLETE)).toBeNull();
  });
});

describe('private lists', () => {
  test('are empty before anything moves', () => {
    const scene = fragmented();
    scene.free(scene.allocate('user', 17), [['cached', 17, 0]]);
    expect(rule(scene, SUCCESS, MOVES)).toBe('INV-119');
    const drained = fragmented();
    drained.free(drained.allocate('user', 17), [['cached', 17, 0]]);
    expect(rule(drained, SUCCESS, [['putBack', 17, 0], ...MOVES])).toBeNull();
  });

  test('hide nothing any more', () => {
    const scene = fragmented({ reportsCache: false });
    scene.free(scene.allocate('user', 17));
    expect(scene.state.doubtful[2]).toBeGreaterThan(0);
    expect(rule(scene, SUCCESS, MOVES)).toBeNull();
    expect(scene.state.doubtful[2]).toBe(0);
  });
});

test('it is counted that a run was skipped, or put off', () => {
  const few = fragmented();
  for (const pfn of [17, 19, 21, 23]) retire(few, pfn, pfn + 1);
  expect(counted(few, () => few.compact(1, SKIPPED))).toEqual({ 'compact-skipped': 1 });
  expect(counted(few, () => few.compact(1, SKIPPED, [], 3))).toEqual({});
  const scene = stuck();
  scene.compact(1, COMPLETE);
  expect(counted(scene, () => scene.compact(1, DEFERRED))).toEqual({ 'compact-deferred': 1 });
});
