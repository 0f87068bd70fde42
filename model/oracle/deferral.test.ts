import { describe, expect, test } from 'vitest';
import { plain } from '../testing/machines.ts';
import { Scene } from '../testing/scene.ts';
import { considerZone, noteFailure, noteSuccess, wouldBeDeferred } from './deferral.ts';
import type { WorldState } from './state.ts';

const ZONE = 2;

/** How often it was put off since it failed last, by how much, and the smallest order it failed for. */
const wordsOf = ({ deferral }: WorldState) => [...deferral.slice(ZONE * 3, ZONE * 3 + 3)];

/** It has failed so often for an order of 4 or more, and never for 3. */
function failed(times: number): WorldState {
  const { state } = new Scene(plain);
  noteSuccess(state, ZONE, 3, false);
  for (let time = 0; time < times; time++) noteFailure(state, ZONE, 4);
  return state;
}

/** How often in a row it is put off. */
function putOff(state: WorldState, order: number): number {
  let times = 0;
  while (considerZone(state, ZONE, order)) times++;
  return times;
}

test('compaction is put off for twice as long after each failure, and at most for 64 times', () => {
  expect([0, 1, 2, 5, 6, 7].map((times) => putOff(failed(times), 4))).toEqual([0, 1, 3, 31, 63, 63]);
});

test('it is put off for orders from the smallest on that it failed for', () => {
  expect([3, 4, 5].map((order) => putOff(failed(2), order))).toEqual([0, 3, 3]);
  const state = failed(1);
  noteFailure(state, ZONE, 2);
  expect([1, 2, 3].map((order) => putOff(state, order))).toEqual([0, 3, 0]);
  noteFailure(state, ZONE, 4);
  expect(wordsOf(state)).toEqual([0, 3, 2]);
});

test('it is looked at again once the time is over, until it fails again', () => {
  const state = failed(2);
  putOff(state, 4);
  expect([considerZone(state, ZONE, 4), considerZone(state, ZONE, 4)]).toEqual([false, false]);
  expect(wordsOf(state)).toEqual([4, 2, 4]);
  noteFailure(state, ZONE, 4);
  expect(wordsOf(state)).toEqual([0, 3, 4]);
});

describe('a block of the order', () => {
  test('lets larger ones be put off alone', () => {
    const state = failed(2);
    considerZone(state, ZONE, 4);
    noteSuccess(state, ZONE, 4, false);
    expect(wordsOf(state)).toEqual([1, 2, 5]);
    noteSuccess(state, ZONE, 1, false);
    expect(wordsOf(state)).toEqual([1, 2, 5]);
  });

  test('that somebody has ends the time as well', () => {
    const state = failed(2);
    considerZone(state, ZONE, 4);
    noteSuccess(state, ZONE, 4, true);
    expect(wordsOf(state)).toEqual([0, 0, 5]);
  });
});

test('whether it would be put off is said before, and changes nothing', () => {
  const state = failed(2);
  const asked = Array.from({ length: 15 }, (_, time) => 3 + (time % 3));
  for (const order of asked) {
    const before = wordsOf(state);
    const said = wouldBeDeferred(state, ZONE, order);
    expect(wordsOf(state)).toEqual(before);
    expect([order, said]).toEqual([order, considerZone(state, ZONE, order)]);
  }
});

test('zones are put off each for itself', () => {
  const state = failed(2);
  expect(state.deferral.filter((word) => word !== 0)).toHaveLength(2);
  expect([considerZone(state, ZONE - 1, 9), considerZone(state, ZONE + 1, 9)]).toEqual([false, false]);
});
