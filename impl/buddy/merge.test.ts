import { expect, test } from 'vitest';
import { ALL_CPUS } from '../../spec/index.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf } from '../testing/reportOf.ts';

const kernel = gfpOf('kernel');

test('boot leaves maximal aligned blocks, whatever the range begins with', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 3, end: 40 }] });
  expect(freeOf(allocator)).toEqual(['3/0:1', '4/2:1', '8/3:1', '16/4:1', '32/3:1']);
  expect(effects.count).toBe(0);
});

test('what is freed merges back to the state of boot', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
  const before = freeOf(allocator).length;
  const pfns = Array.from({ length: 32 }, () => allocator.allocate(0, gfpOf('user'), 0, 0));
  expect(new Set(pfns).size).toBe(32);
  for (const pfn of pfns) allocator.free(pfn, 0, 0);
  allocator.drain(ALL_CPUS);
  expect(freeOf(allocator)).toHaveLength(before);
});

test('buddies of two zones stay apart', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }], geometry: { dmaEnd: 8 } });
  expect(freeOf(allocator)).toEqual(['0/3:1', '8/3:1']);
});

test('CMA does not merge with its neighbours', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }], cma: [{ start: 8, end: 16 }] });
  expect(freeOf(allocator)).toEqual(['0/3:1', '8/3:4']);
});

test('a block merged from two types takes the type of the part freed last', () => {
  const { allocator } = bootOf({
    ranges: [{ start: 0, end: 16 }],
    geometry: { maxOrder: 4, pageblockOrder: 2 },
  });
  const low = allocator.allocate(3, kernel, 0, 0);
  const high = allocator.allocate(3, kernel, 0, 0);
  allocator.memory.types.fill(1, low >> 2, (low >> 2) + 2);
  allocator.memory.storedTypes.fill(1, low >> 2, (low >> 2) + 2);
  allocator.putFree(low, 3);
  allocator.putFree(high, 3);
  expect(freeOf(allocator)).toEqual(['0/4:0']);
});
