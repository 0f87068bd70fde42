import { describe, expect, test } from 'vitest';
import { ALL_CPUS, DESIGNS, DONE, INVALID, NO_MEMORY, PIN_LONG } from '../spec/index.ts';
import type { PageAllocator } from './pageAllocator.ts';
import { bootOf, effectsOf, gfpOf, NO_MARKS } from './testing/bootOf.ts';
import { freeOf } from './testing/reportOf.ts';
import { zonelistAt } from './zones/zonelists.ts';

const user = gfpOf('user');

/** Takes all memory, and gives back what begins at frame 0 alone. */
function fillAllBut0(allocator: PageAllocator, order: number): number[] {
  const held: number[] = [];
  for (let pfn = allocator.allocate(order, user, 0, 0); pfn >= 0; pfn = allocator.allocate(order, user, 0, 0))
    held.push(pfn);
  expect(allocator.free(0, order, 0)).toBe(DONE);
  allocator.drain(ALL_CPUS);
  return held.filter((pfn) => pfn !== 0);
}

test('a long-term pin moves to frame 0', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }], cma: [{ start: 16, end: 32 }] });
  fillAllBut0(allocator, 0);
  expect(allocator.pin(24, 0, PIN_LONG)).toBe(0);
  expect(allocator.unpin(0, 0, PIN_LONG)).toBe(DONE);
});

test('offlining moves to frame 0', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  for (const pfn of fillAllBut0(allocator, 0)) if (pfn >= 16 && pfn !== 20) allocator.free(pfn, 0, 0);
  expect(allocator.offline(1)).toBe(DONE);
  expect(allocator.free(0, 0, 0)).toBe(DONE);
});

test('a step out of a memory block moves to frame 0', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  for (const pfn of fillAllBut0(allocator, 0)) if (pfn >= 16 && pfn !== 20) allocator.free(pfn, 0, 0);
  expect([allocator.beginOffline(1), allocator.step(), allocator.step(), allocator.commit()]).toEqual([
    DONE,
    1,
    0,
    DONE,
  ]);
});

test('two halves are put together at frame 0', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }] });
  fillAllBut0(allocator, 3);
  expect(allocator.collapse(32, 48, 2)).toBeLessThan(0); // No such halves.
  for (const pfn of [32, 40]) allocator.free(pfn, 3, 0);
  const halves = [0, 1, 2, 3, 4].map(() => allocator.allocate(2, user, 0, 0)).filter((pfn) => pfn > 0);
  allocator.free(0, 2, 0);
  allocator.free(4, 2, 0);
  allocator.drain(ALL_CPUS);
  const [one, other] = halves.filter((pfn) => pfn >= 8) as [number, number];
  expect(allocator.collapse(one, other, 2)).toBe(0);
  expect([one, other].map((pfn) => allocator.free(pfn, 2, 0))).toEqual([INVALID, INVALID]);
  expect(allocator.free(0, 3, 0)).toBe(DONE);
});

test('a request is served with frame 0 once that was reclaimed', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  expect(allocator.allocate(4, user, 0, 0, 1)).toBe(0);
  allocator.setRetries(2);
  effects.clear();
  expect(allocator.allocate(3, gfpOf('kernel'), 0, 0)).toBe(0);
});

test('every zonelist ends before the next one begins', () => {
  const geometry = { dmaEnd: 16, dma32End: 32 };
  const { memory } = bootOf({
    ranges: [{ start: 0, end: 96 }],
    boot: { kernelcore: '50%' },
    geometry,
  }).allocator;
  const at = zonelistAt(memory, 0, user, 3);
  expect([...memory.zonelists.slice(at, at + 5)]).toEqual([3, 2, 1, 0, -1]);
});

test('a process is killed for frame 0', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  allocator.mlock(allocator.allocate(4, user, 0, 0, 1), 4);
  allocator.setRetries(1);
  expect(allocator.allocate(3, gfpOf('kernel'), 0, 0)).toBe(0);
});

test('a request that may not fail is served with frame 0 out of the reserve', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }], tuning: { ...NO_MARKS, minFreePages: 8 } });
  for (let page = 0; page < 64; page++) allocator.allocate(0, gfpOf('memalloc'), 0, 0);
  for (const pfn of [0, 1, 2, 3, 9, 19, 29, 39, 49]) allocator.free(pfn, 0, 0);
  allocator.drain(ALL_CPUS);
  expect(allocator.allocate(2, gfpOf('nofail'), 0, 0)).toBe(0);
});

test('frame 0 stays on its list when a block comes to lie before it', () => {
  const { allocator } = bootOf({
    ranges: [{ start: 0, end: 128 }],
    geometry: { maxOrder: 5, pageblockOrder: 5, memoryBlockPages: 32 },
  });
  for (let block = 0; block < 8; block++) allocator.allocate(4, user, 0, 0);
  for (const pfn of [0, 32, 16]) expect(allocator.free(pfn, 4, 0)).toBe(DONE);
  expect(freeOf(allocator)).toEqual(['0/5:1', '32/4:1']);
  expect(allocator.allocate(4, user, 0, 0)).toBe(32);
});

test('frame 0 stays on the list of user memory when what is younger goes', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  expect(allocator.reclaim(1, 0, 3)).toBe(0); // From now on there are lists.
  expect([0, 1, 2].map(() => allocator.allocate(0, user, 0, 0))).toEqual([0, 1, 2]);
  allocator.free(1, 0, 0);
  effects.clear();
  expect(allocator.reclaim(2, 0, 3)).toBe(2);
  expect(effectsOf(effects)).toEqual(['reclaimed 0 0', 'reclaimed 2 0']);
});

describe('zone 0', () => {
  const dma = { ranges: [{ start: 0, end: 64 }], geometry: { dmaEnd: 64, dma32End: 64 } };

  test('serves no request of a node that there is not', () => {
    const { allocator } = bootOf(dma);
    allocator.allocate(0, gfpOf('kernel'), 0, 0); // So that there are more pages of its type.
    expect([-1, 1, 7].map((node) => allocator.allocate(0, gfpOf('kernel'), node, 0))).toEqual([
      INVALID,
      INVALID,
      INVALID,
    ]);
  });

  test('is reclaimed, and so it is for a request', () => {
    const { allocator } = bootOf(dma);
    for (let page = 0; page < 64; page++) allocator.allocate(0, user, 0, 0);
    expect(allocator.reclaim(1, 0, 3)).toBe(1);
    allocator.setRetries(1);
    expect([0, 1, 2].map(() => allocator.allocate(0, gfpOf('kernel'), 0, 0))).not.toContain(NO_MEMORY);
  });

  test('is compacted for a request', () => {
    const { allocator } = bootOf(dma);
    const held = Array.from({ length: 64 }, () => allocator.allocate(0, user, 0, 0, 1));
    for (const pfn of held) if (pfn % 2 === 1) allocator.free(pfn, 0, 0);
    for (const pfn of held) if (pfn % 2 === 0) allocator.mlock(pfn, 0); // Nothing is to be dropped.
    allocator.drain(ALL_CPUS);
    allocator.setRetries(1);
    expect(allocator.allocate(2, gfpOf('kernel'), 0, 0)).toBe(0);
  });

  test('has a mirror reserve', () => {
    const ranges = [
      { start: 0, end: 16, mirrored: true },
      { start: 16, end: 64 },
    ];
    const { allocator } = bootOf({ ...dma, ranges, boot: { kernelcore: 'mirror' } }, DESIGNS.reserve);
    expect(allocator.allocate(0, gfpOf('kernelCritical'), 0, 0)).toBe(0);
  });
});
