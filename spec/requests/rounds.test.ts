import { expect, test } from 'vitest';
import { GFP, GFP_ATOMIC, GFP_HIGHUSER_MOVABLE, GFP_KERNEL, GFP_NOFS } from './gfp.ts';
import {
  compactsFirst,
  compactsFor,
  ENDLESS,
  MOST_COSTLY_ROUNDS,
  mayKill,
  reclaimTarget,
  roundBudget,
  triesForEver,
} from './rounds.ts';

const kernel = (flag = 0) => GFP_KERNEL | flag;

test('only who may wait and is not reclaim itself makes rounds', () => {
  const without = [GFP_ATOMIC, kernel(GFP.MEMALLOC), kernel(GFP.MEMALLOC | GFP.NOMEMALLOC)];
  expect(without.map((gfp) => roundBudget(gfp, 0, -1))).toEqual([0, 0, 0]);
  expect(roundBudget(kernel(), 0, 0)).toBe(0);
  expect(roundBudget(kernel(), 3, 5)).toBe(5);
});

test('costly and light requests have few rounds, and those that may not fail as many as they need', () => {
  expect(roundBudget(kernel(), 3, -1)).toBe(ENDLESS);
  expect(roundBudget(kernel(), 4, -1)).toBe(MOST_COSTLY_ROUNDS);
  expect(roundBudget(kernel(), 4, 2)).toBe(2);
  expect([-1, 0, 7].map((retries) => roundBudget(kernel(GFP.NORETRY), 0, retries))).toEqual([1, 0, 1]);
  expect(roundBudget(kernel(GFP.NOFAIL), 4, 0)).toBe(ENDLESS);
});

test('nobody is killed where it would not help, or where the caller would rather fail', () => {
  const spared = [GFP.THISNODE, GFP.DMA, GFP.DMA32, GFP.NORETRY, GFP.RETRY_MAYFAIL].map(kernel);
  expect(spared.filter((gfp) => mayKill(gfp, 0))).toEqual([]);
  expect(mayKill(GFP_NOFS, 0)).toBe(false);
  expect([3, 4].map((order) => mayKill(kernel(), order))).toEqual([true, false]);
});

test('too small to fail is who is small, may wait and has no other plan, while retries never end', () => {
  expect(triesForEver(kernel(), 3, -1)).toBe(true);
  expect([0, 9].map((retries) => triesForEver(kernel(), 0, retries))).toEqual([false, false]);
  expect(triesForEver(GFP_NOFS, 0, -1)).toBe(true);
  expect(triesForEver(kernel(), 4, -1)).toBe(false);
  expect(triesForEver(GFP_ATOMIC, 0, -1)).toBe(false);
  expect(triesForEver(kernel(GFP.NOFAIL), 9, 0)).toBe(true);
});

test('a round drops a share of a small machine, 32 pages of a large one, and never less than the block', () => {
  expect([16, 64, 4096, 1 << 20].map((frames) => reclaimTarget(0, frames))).toEqual([1, 2, 32, 32]);
  expect(reclaimTarget(9, 64)).toBe(512);
});

test('pages are moved together for a block, by who may write to disks and waits', () => {
  expect([0, 1].map((order) => compactsFor(kernel(), order))).toEqual([false, true]);
  expect(compactsFor(kernel() & ~GFP.IO, 1)).toBe(false);
  expect(compactsFor(GFP_ATOMIC, 1)).toBe(false);
});

test('before anything is dropped only for costly blocks, or where what cannot move would be mixed in', () => {
  expect([0, 1, 3, 4].map((order) => compactsFirst(kernel(), order))).toEqual([false, true, true, true]);
  const movable = [0, 1, 3, 4].map((order) => compactsFirst(GFP_HIGHUSER_MOVABLE, order));
  expect(movable).toEqual([false, false, false, true]);
  expect(compactsFirst(GFP_ATOMIC, 4)).toBe(false);
});
