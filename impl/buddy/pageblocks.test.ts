import { expect, test } from 'vitest';
import { bootOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const ISOLATE = 5;
const freePages = (allocator: Parameters<typeof reportOf>[0]) => reportOf(allocator).zones.get(2)?.free;

test('isolation cuts a larger block and withholds only its own pageblock', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  allocator.withhold(1);
  expect(freeOf(allocator)).toEqual(['0/3:1', `8/3:${ISOLATE}`]);
  expect(freePages(allocator)).toBe(8);
  expect(reportOf(allocator).pageblocks.get(8)).toEqual({ type: 1, isolated: true });
});

test('two isolated pageblocks merge, and part again when one returns', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  allocator.withhold(0);
  allocator.withhold(1);
  expect(freeOf(allocator)).toEqual([`0/4:${ISOLATE}`]);
  expect(freePages(allocator)).toBe(0);
  allocator.reinstate(0);
  expect(freeOf(allocator)).toEqual(['0/3:1', `8/3:${ISOLATE}`]);
  allocator.reinstate(1);
  expect(freeOf(allocator)).toEqual(['0/4:1']);
  expect(freePages(allocator)).toBe(16);
});

test('parts of a pageblock are withheld as they are', () => {
  const { allocator } = bootOf({
    ranges: [{ start: 0, end: 8 }],
    reserved: [{ start: 2, end: 3, why: 'test' }],
  });
  allocator.withhold(0);
  expect(freeOf(allocator)).toEqual(['0/1:5', '3/0:5', '4/2:5']);
  allocator.reinstate(0);
  expect(freePages(allocator)).toBe(7);
});

test('CMA comes back as CMA, and counts as such again', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }], cma: [{ start: 8, end: 16 }] });
  allocator.withhold(1);
  allocator.reinstate(1);
  expect(freeOf(allocator)).toEqual(['0/3:1', '8/3:4']);
  expect(allocator.mayGive(2, 0, 2, 0)).toBe(true);
});
