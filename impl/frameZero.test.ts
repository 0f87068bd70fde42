import { expect, test } from 'vitest';
import { ALL_CPUS, DONE, PIN_LONG } from '../spec/index.ts';
import type { PageAllocator } from './pageAllocator.ts';
import { bootOf, gfpOf } from './testing/bootOf.ts';
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
