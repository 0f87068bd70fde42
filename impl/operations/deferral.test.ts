import { expect, test } from 'vitest';
import { bootOf } from '../testing/bootOf.ts';
import { deferCompaction, isDeferred, resetDeferral } from './deferral.ts';

const ZONE = 2;
const boot = () => bootOf({ ranges: [{ start: 0, end: 64 }] }).allocator.memory;

/** Tries that are put off until one is not. */
function putOff(memory: ReturnType<typeof boot>, order: number): number {
  let tries = 0;
  while (isDeferred(memory, ZONE, order)) tries++;
  return tries;
}

test('each failure doubles how often compaction is put off, up to 63 times', () => {
  const memory = boot();
  expect(putOff(memory, 2)).toBe(0);
  for (const tries of [1, 3, 7, 15, 31, 63, 63]) {
    deferCompaction(memory, ZONE, 2);
    expect(putOff(memory, 2)).toBe(tries);
    expect(putOff(memory, 2)).toBe(0); // Considered often enough.
  }
});

test('smaller orders than the smallest that failed are not put off, nor other zones', () => {
  const memory = boot();
  resetDeferral(memory, ZONE, 4, false);
  deferCompaction(memory, ZONE, 3);
  expect(isDeferred(memory, ZONE, 2)).toBe(false);
  expect(isDeferred(memory, ZONE - 1, 3)).toBe(false);
  expect(isDeferred(memory, ZONE + 1, 3)).toBe(false);
  expect(isDeferred(memory, ZONE, 4)).toBe(true);
  deferCompaction(memory, ZONE, 4);
  expect(isDeferred(memory, ZONE, 3)).toBe(true);
  deferCompaction(memory, ZONE, 2);
  expect(isDeferred(memory, ZONE, 2)).toBe(true);
});

test('a success puts off larger orders only, and one that served somebody forgets the failures', () => {
  const memory = boot();
  for (let count = 0; count < 3; count++) deferCompaction(memory, ZONE, 2);
  resetDeferral(memory, ZONE, 1, false);
  expect(isDeferred(memory, ZONE, 2)).toBe(true); // It was a smaller one that succeeded.
  resetDeferral(memory, ZONE, 2, false);
  expect(isDeferred(memory, ZONE, 2)).toBe(false);
  expect(isDeferred(memory, ZONE, 3)).toBe(true);
  resetDeferral(memory, ZONE, 3, true);
  expect(isDeferred(memory, ZONE, 3)).toBe(false);
  expect(putOff(memory, 4)).toBe(0);
  deferCompaction(memory, ZONE, 2);
  expect(putOff(memory, 4)).toBe(1);
});

test('a smaller success leaves what is put off, in the first zone too', () => {
  const memory = boot();
  for (const zone of [0, ZONE]) {
    resetDeferral(memory, zone, 4, false);
    expect(isDeferred(memory, zone, 4)).toBe(false);
    resetDeferral(memory, zone, 1, false);
    deferCompaction(memory, zone, 6);
    expect([isDeferred(memory, zone, 4), isDeferred(memory, zone, 5)]).toEqual([false, true]);
  }
});
