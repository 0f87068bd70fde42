import { expect, test } from 'vitest';
import { DONE, NO_MEMORY } from '../../spec/index.ts';
import { reservePageblock } from '../buddy/highatomic.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

/** Takes all that a class may have; answers how much. */
function exhaust(booted: ReturnType<typeof bootOf>, name: string): number {
  let pages = 0;
  while (booted.allocator.allocate(0, gfpOf(name), 0, 0) >= 0) pages++;
  return pages;
}

const tuning = { minFreePages: 16, lowmemReserveRatio: [0, 0, 0] } as const;

test('each kind of request stops at its own mark, and MEMALLOC at nothing', () => {
  const booted = bootOf({ ranges: [{ start: 0, end: 64 }], tuning });
  expect(exhaust(booted, 'kernel')).toBe(48);
  expect(exhaust(booted, 'atomic')).toBe(10);
  expect(exhaust(booted, 'memalloc')).toBe(6);
});

test('a request that may wait has the lists of all CPUs drained, another has not', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 4 }], cpus: 2 });
  const pfns = [0, 1, 2, 3].map(() => allocator.allocate(0, gfpOf('user'), 0, 0));
  allocator.free(pfns[0]!, 0, 0);
  effects.clear();
  expect(allocator.allocate(0, gfpOf('nowait'), 0, 1)).toBe(NO_MEMORY);
  expect(effects.count).toBe(0);
  expect(allocator.allocate(0, gfpOf('kernel'), 0, 1)).toBe(pfns[0]);
  expect(effectsOf(effects)[0]).toBe(`putBack ${pfns[0]} 0`);
});

test('MEMALLOC ignores the marks after the drain too', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 8 }], cpus: 2, tuning: { minFreePages: 8 } });
  const memalloc = gfpOf('memalloc');
  const pfns = Array.from({ length: 8 }, () => allocator.allocate(0, memalloc, 0, 0));
  allocator.free(pfns[0]!, 0, 0);
  expect(allocator.allocate(0, memalloc, 0, 1)).toBe(pfns[0]);
});

test('a node gives all its zones before another node is asked, a local request asks no other', () => {
  const layout = {
    ranges: [
      { start: 0, end: 16 },
      { start: 16, end: 32, node: 1 },
    ],
  };
  const { allocator } = bootOf(layout);
  expect(allocator.allocate(4, gfpOf('kernel'), 1, 0)).toBe(16);
  expect(allocator.allocate(4, gfpOf('local'), 1, 0)).toBe(NO_MEMORY);
  expect(allocator.allocate(4, gfpOf('kernel'), 1, 0)).toBe(0);
});

test('MEMALLOC takes the last page of every zone', () => {
  const booted = bootOf({
    ranges: [{ start: 0, end: 64 }],
    geometry: { dmaEnd: 16, dma32End: 16 },
    tuning,
  });
  expect(exhaust(booted, 'memalloc')).toBe(64);
});

test('what is reserved for bursts goes last, to who cannot wait, and to nobody else', () => {
  const booted = bootOf({ ranges: [{ start: 0, end: 512 }], geometry: { pageblockOrder: 1 } });
  const { allocator } = booted;
  reservePageblock(allocator.memory, 2, 100, 1);
  expect(exhaust(booted, 'kernel')).toBe(510);
  expect(exhaust(booted, 'memalloc')).toBe(0);
  const last = [0, 1].map(() => allocator.allocate(0, gfpOf('nowait'), 0, 0));
  expect(last.toSorted()).toEqual([100, 101]);
  expect(exhaust(booted, 'nowait')).toBe(0);
});

test.each([1, 3])('a burst is served from the private list first: order %i', (order) => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 256 }], tuning: { ...tuning, minFreePages: 64 } });
  const { low } = reportOf(allocator).marks.get(2)!;
  const block = allocator.allocate(order, gfpOf('kernel'), 0, 0);
  while (reportOf(allocator).zones.get(2)!.free > low) allocator.allocate(0, gfpOf('kernel'), 0, 0);
  expect(allocator.free(block, order, 0)).toBe(DONE);
  expect(allocator.allocate(order, gfpOf('atomic'), 0, 0)).toBe(block);
});
