import { expect, test } from 'vitest';
import { mostOnPrivateLists, privateListSizes } from './privateLists.ts';

const ZONE = 2;
const sizesOf = (pages: number, cpus = 1, tuning = {}) =>
  privateListSizes([0, 0, pages, 0], ZONE, cpus, tuning);

test('the batch is a power of two less one, at most 63 and at least one page', () => {
  expect([100, 8192, 16384, 4 << 12, 1 << 20].map((pages) => sizesOf(pages).batch)).toEqual([1, 1, 3, 3, 63]);
  // 48 and half of it again make 72, of which 64 is the power of two below.
  expect(sizesOf(48 << 12).batch).toBe(63);
});

test('the lists are full at the share of a CPU in an eighth of the zone, but not below four batches', () => {
  expect([sizesOf(4096, 2).high, sizesOf(4096, 4096).high, sizesOf(1 << 20, 1 << 20).high]).toEqual([
    256, 4, 252,
  ]);
});

test('a low mark above an eighth of the zone counts instead', () => {
  expect(sizesOf(800, 1, { minFreePages: 400 }).high).toBe(500);
});

test('a refill on top of lists that are nearly full is the most they hold', () => {
  expect(mostOnPrivateLists({ batch: 63, high: 252 }, 3)).toBe(251 + 63);
  expect(mostOnPrivateLists({ batch: 1, high: 4 }, 3)).toBe(3 + 16);
  expect(mostOnPrivateLists({ batch: 63, high: 252 }, 9)).toBe(251 + 1024);
});
