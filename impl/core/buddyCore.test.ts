import { describe, expect, it } from 'vitest';
import { createBuddyCore } from './buddyCore.ts';

const PAGES = 1 << 8;
const MAX_ORDER = 5;

describe('the buddy core', () => {
  it('gives the lowest block first and splits it down', () => {
    const { allocate } = createBuddyCore(PAGES, MAX_ORDER);
    expect([allocate(0), allocate(0), allocate(3), allocate(5)]).toEqual([0, 1, 8, 32]);
  });

  it('merges what is freed back to the largest blocks, whatever came before', () => {
    const { allocate, free } = createBuddyCore(PAGES, MAX_ORDER);
    const held: [pfn: number, order: number][] = [];
    const owner = new Int32Array(PAGES).fill(-1);
    let random = 1;
    for (let step = 1; step < 20_000; step++) {
      random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
      if (random >>> 31 && held.length > 0) {
        const [[pfn, order]] = held.splice(random % held.length, 1) as [[number, number]];
        free(pfn, order);
        owner.fill(-1, pfn, pfn + (1 << order));
        continue;
      }
      const order = (random >>> 8) % (MAX_ORDER + 1);
      const pfn = allocate(order);
      if (pfn < 0) continue;
      expect(pfn % (1 << order)).toBe(0);
      expect(owner.subarray(pfn, pfn + (1 << order)).every((who) => who === -1)).toBe(true);
      owner.fill(step, pfn, pfn + (1 << order));
      held.push([pfn, order]);
    }
    for (const [pfn, order] of held) free(pfn, order);
    const largest = Array.from({ length: PAGES >> MAX_ORDER }, () => allocate(MAX_ORDER));
    expect(largest.toSorted((a, b) => a - b)).toEqual([0, 32, 64, 96, 128, 160, 192, 224]);
    expect(allocate(0)).toBe(-1);
  });

  it('is as new after a reset', () => {
    const { allocate, reset } = createBuddyCore(PAGES, MAX_ORDER);
    while (allocate(0) >= 0);
    reset();
    expect([allocate(MAX_ORDER), allocate(0)]).toEqual([0, 32]);
  });

  it.each([0, 33, 2 ** 31, Number.NaN])('refuses %d pages', (pages) => {
    expect(() => createBuddyCore(pages, MAX_ORDER)).toThrow(RangeError);
  });
});
