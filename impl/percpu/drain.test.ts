import { expect, test } from 'vitest';
import { ALL_CPUS, INVALID } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const user = gfpOf('user');

test('a freed block waits on the list of its CPU, and is served from there next', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 32 }], cpus: 2 });
  const pfn = allocator.allocate(1, user, 0, 1);
  effects.clear();
  allocator.free(pfn, 1, 1);
  expect(effectsOf(effects)).toEqual([`cached ${pfn} 1`]);
  expect(reportOf(allocator).cached).toEqual([{ pfn, order: 1, cpu: 1 }]);
  expect(allocator.allocate(1, user, 0, 1)).toBe(pfn);
});

test('full lists give the coldest block back', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const pfns = [0, 1, 2, 3].map(() => allocator.allocate(0, user, 0, 0));
  effects.clear();
  for (const pfn of pfns) allocator.free(pfn, 0, 0);
  expect(effectsOf(effects).at(-1)).toBe(`putBack ${pfns[0]} 0`);
  expect(reportOf(allocator).cached).toHaveLength(3);
});

test('a drain empties one CPU or all, and refuses others', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }], cpus: 2 });
  for (const cpu of [0, 1]) allocator.free(allocator.allocate(0, user, 0, cpu), 0, cpu);
  allocator.drain(0);
  expect(reportOf(allocator).cached.map(({ cpu }) => cpu)).toEqual([1]);
  allocator.drain(ALL_CPUS);
  expect(reportOf(allocator).cached).toEqual([]);
  expect(allocator.drain(2)).toBe(INVALID);
  expect(allocator.drain(-2)).toBe(INVALID);
});

test('a CMA page waits among the movable ones and returns to CMA', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 48 }], cma: [{ start: 16, end: 48 }] });
  const pfn = allocator.allocate(0, user, 0, 0);
  expect(pfn).toBeGreaterThanOrEqual(16);
  allocator.free(pfn, 0, 0);
  allocator.allocate(0, gfpOf('kernel'), 0, 0);
  expect(reportOf(allocator).cached.map((block) => block.pfn)).toContain(pfn);
  allocator.drain(ALL_CPUS);
  expect(freeOf(allocator)).toContain('16/4:4');
});

test('blocks above order 3, and of isolated pageblocks, are not kept', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const large = allocator.allocate(4, user, 0, 0);
  allocator.free(large, 4, 0);
  const small = allocator.allocate(0, user, 0, 0);
  allocator.withhold(small >> 3);
  effects.clear();
  allocator.free(small, 0, 0);
  expect(effects.count).toBe(0);
  expect(freeOf(allocator).some((block) => block.endsWith(':5'))).toBe(true);
});

test('a large zone refills in batches, each block reported', () => {
  const { allocator, effects } = bootOf({
    ranges: [{ start: 0, end: 32768 }],
    geometry: { maxOrder: 10, pageblockOrder: 9, memoryBlockPages: 32768 },
  });
  allocator.allocate(0, user, 0, 0);
  expect(effects.count).toBe(7);
});
