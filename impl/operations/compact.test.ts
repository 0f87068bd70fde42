import { describe, expect, test } from 'vitest';
import {
  ALL_CPUS,
  COMPACT_COMPLETE,
  COMPACT_DEFERRED,
  COMPACT_SKIPPED,
  COMPACT_SUCCESS,
  compactGap,
  DESIGNS,
  type Effects,
  INVALID,
  MOVABLE,
  NO_MEMORY,
  ZONE_DMA,
  ZONE_NORMAL,
} from '../../spec/index.ts';
import { reservePageblock } from '../buddy/highatomic.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';
import { deferCompaction } from './deferral.ts';

const PAGES = 128;
const small = { ranges: [{ start: 0, end: PAGES }] };

/** Single pages everywhere, then all freed but every second one of the lower half. */
function scattered() {
  const { allocator, effects } = bootOf(small);
  const held = Array.from({ length: PAGES }, () => allocator.allocate(0, gfpOf('user'), 0, 0));
  for (const pfn of held) if (pfn >= PAGES / 2 || pfn % 2 === 1) allocator.free(pfn, 0, 0);
  allocator.drain(ALL_CPUS);
  effects.clear();
  return { allocator, effects };
}

const largestFree = (allocator: PageAllocator): number =>
  Math.max(...reportOf(allocator).free.map(({ order }) => order));

test('the block that is sought is made of scattered pages', () => {
  const { allocator, effects } = bootOf(small);
  const held = Array.from({ length: PAGES }, () => allocator.allocate(0, gfpOf('user'), 0, 0));
  for (const pfn of held) if (pfn % 2 === 1) allocator.free(pfn, 0, 0);
  allocator.drain(ALL_CPUS);
  effects.clear();
  expect(largestFree(allocator)).toBe(0);
  expect(allocator.compact(0, ZONE_NORMAL, 2)).toBe(COMPACT_SUCCESS);
  expect(largestFree(allocator)).toBe(2);
  expect(effectsOf(effects)).toEqual(['moved 0 121', 'moved 2 123']);
});

test('nothing moves where there is such a block already', () => {
  const { allocator, effects } = scattered();
  expect(allocator.compact(0, ZONE_NORMAL, 3)).toBe(COMPACT_SUCCESS);
  expect(effects.count).toBe(0);
});

test('what nobody may move stays, and the next run is put off', () => {
  const { allocator, effects } = bootOf(small);
  const held = Array.from({ length: PAGES }, () => allocator.allocate(0, gfpOf('kernel'), 0, 0));
  for (const pfn of held) if (pfn % 2 === 1) allocator.free(pfn, 0, 0);
  allocator.drain(ALL_CPUS);
  effects.clear();
  const before = freeOf(allocator);
  expect(allocator.compact(0, ZONE_NORMAL, 2)).toBe(COMPACT_COMPLETE);
  expect(freeOf(allocator)).toEqual(before);
  expect(effects.count).toBe(0);
  expect(allocator.compact(0, ZONE_NORMAL, 2)).toBe(COMPACT_DEFERRED);
});

test('a pinned page stays, and its neighbours move', () => {
  const { allocator, effects } = bootOf(small);
  const held = Array.from({ length: PAGES }, () => allocator.allocate(0, gfpOf('user'), 0, 0));
  for (const pfn of held) if (pfn % 2 === 1) allocator.free(pfn, 0, 0);
  allocator.pin(0, 0, 0);
  allocator.drain(ALL_CPUS);
  effects.clear();
  expect(allocator.compact(0, ZONE_NORMAL, 2)).toBe(COMPACT_SUCCESS);
  expect(reportOf(allocator).used).toContainEqual({ pfn: 0, order: 0 });
  expect(effectsOf(effects)).toEqual(['moved 2 121', 'moved 4 123', 'moved 6 125']);
});

test('critical memory moves to mirrored places alone', () => {
  const { allocator, effects } = bootOf(
    {
      ranges: [
        { start: 0, end: 64, mirrored: true },
        { start: 64, end: PAGES },
      ],
      boot: { kernelcore: 'mirror' },
    },
    DESIGNS.nonmirror,
  );
  const held = Array.from({ length: 64 }, () => allocator.allocate(0, gfpOf('critical'), 0, 0));
  for (const pfn of held) if (pfn % 2 === 1) allocator.free(pfn, 0, 0);
  allocator.drain(ALL_CPUS);
  allocator.breakMirror(3);
  effects.clear();
  expect(allocator.compact(0, ZONE_NORMAL, 2)).toBe(COMPACT_SUCCESS);
  expect(effectsOf(effects)).toEqual(['moved 0 41', 'moved 2 43']);
});

test('a run begins with more than the min mark free and room to move pages, for a costly order with the low mark', () => {
  const { allocator } = bootOf({
    ranges: [{ start: 0, end: 512 }],
    geometry: { pageblockOrder: 1 },
    tuning: { minFreePages: 20, watermarkScaleFactor: 200, lowmemReserveRatio: [0, 0, 0] },
  });
  reservePageblock(allocator.memory, ZONE_NORMAL, 100, 1); // Two pages that are not for those who can wait.
  const { min, low } = reportOf(allocator).marks.get(ZONE_NORMAL)!;
  expect(low).toBeGreaterThan(min);
  for (let free = 510; free > 0; free--) {
    for (const order of [1, 3, 4]) {
      const result = allocator.compactZone(ZONE_NORMAL, order, MOVABLE, ZONE_NORMAL);
      const most = (order > 3 ? low : min) + compactGap(order);
      expect(result === COMPACT_SKIPPED, `order ${order} with ${free} free`).toBe(free <= most);
    }
    allocator.takeBlock(ZONE_NORMAL, MOVABLE, 0);
  }
});

describe('a request', () => {
  /** A kernel zone of single pages in use, each beside a free one, below a ZONE_MOVABLE. */
  function twoZones() {
    const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 128 }], boot: { movablecore: 32 } });
    const held = Array.from({ length: PAGES }, () => allocator.allocate(0, gfpOf('user'), 0, 0));
    for (const pfn of held) if (pfn < 96 && pfn % 2 === 1) allocator.free(pfn, 0, 0);
    allocator.drain(ALL_CPUS);
    allocator.setRetries(1);
    effects.clear();
    return { allocator, effects };
  }
  const movesOf = (effects: Effects) => effectsOf(effects).filter((effect) => effect.startsWith('moved'));

  test('has the next zone compacted where one has no room, and is served at frame 0', () => {
    const { allocator, effects } = twoZones();
    expect(allocator.allocate(4, gfpOf('user'), 0, 0)).toBe(0);
    expect(movesOf(effects)).toHaveLength(8);
    expect(effectsOf(effects)).not.toContain('entered 0 1');
  });

  test('has no other zone compacted once one has a block', () => {
    const { allocator, effects } = twoZones();
    for (let pfn = 97; pfn < 128; pfn += 2) allocator.free(pfn, 0, 0);
    allocator.drain(ALL_CPUS);
    effects.clear();
    expect(allocator.allocate(1, gfpOf('user'), 0, 0)).toBeGreaterThanOrEqual(96);
    expect(movesOf(effects).every((move) => Number(move.split(' ')[1]) >= 96)).toBe(true);
  });

  test('that is served behind it has earlier failures forgotten', () => {
    const { allocator } = twoZones();
    const { memory } = allocator;
    for (let count = 0; count < 2; count++) deferCompaction(memory, ZONE_NORMAL, 4);
    for (let count = 0; count < 3; count++) expect(allocator.isDeferred(ZONE_NORMAL, 4)).toBe(true);
    expect(allocator.allocate(4, gfpOf('user'), 0, 0)).toBe(0);
    deferCompaction(memory, ZONE_NORMAL, 4);
    expect([1, 2].map(() => allocator.isDeferred(ZONE_NORMAL, 4))).toEqual([true, false]);
  });

  test('that fails behind it has them forgotten nowhere', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }], geometry: { dmaEnd: 16, dma32End: 16 } });
    for (let page = 0; page < 64; page++) allocator.allocate(0, gfpOf('kernel'), 0, 0);
    for (let count = 0; count < 3; count++) deferCompaction(allocator.memory, ZONE_DMA, 1);
    allocator.setRetries(1);
    expect(allocator.allocate(1, gfpOf('kernel'), 0, 0)).toBe(NO_MEMORY);
    expect(allocator.isDeferred(ZONE_DMA, 1)).toBe(true);
  });
});

test('a zone without pages or without room is passed over, and what names nothing is refused', () => {
  const { allocator } = bootOf(small);
  expect(allocator.compact(0, ZONE_DMA, 1)).toBe(COMPACT_SKIPPED);
  for (let page = 0; page < PAGES; page++) allocator.allocate(0, gfpOf('user'), 0, 0);
  expect(allocator.compact(0, ZONE_NORMAL, 1)).toBe(COMPACT_SKIPPED);
  expect(allocator.compact(1, ZONE_NORMAL, 1)).toBe(INVALID);
  expect(allocator.compact(0, 4, 1)).toBe(INVALID);
  expect(allocator.compact(0, ZONE_NORMAL, 5)).toBe(INVALID);
});
