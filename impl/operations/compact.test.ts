import { expect, test } from 'vitest';
import {
  ALL_CPUS,
  COMPACT_COMPLETE,
  COMPACT_DEFERRED,
  COMPACT_SKIPPED,
  COMPACT_SUCCESS,
  DESIGNS,
  INVALID,
  ZONE_DMA,
  ZONE_NORMAL,
} from '../../spec/index.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

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

test('a zone without pages or without room is passed over, and what names nothing is refused', () => {
  const { allocator } = bootOf(small);
  expect(allocator.compact(0, ZONE_DMA, 1)).toBe(COMPACT_SKIPPED);
  for (let page = 0; page < PAGES; page++) allocator.allocate(0, gfpOf('user'), 0, 0);
  expect(allocator.compact(0, ZONE_NORMAL, 1)).toBe(COMPACT_SKIPPED);
  expect(allocator.compact(1, ZONE_NORMAL, 1)).toBe(INVALID);
  expect(allocator.compact(0, 4, 1)).toBe(INVALID);
  expect(allocator.compact(0, ZONE_NORMAL, 5)).toBe(INVALID);
});
