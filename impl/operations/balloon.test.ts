import { expect, test } from 'vitest';
import { BUSY, DONE, ERROR_INJECTED, INVALID, POISON_IGNORED } from '../../spec/index.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

const layout = { ranges: [{ start: 0, end: 64 }], boot: { movablecore: 32 } };

test('a lent page comes from a kernel zone, is not managed, and stays where it is', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.inflate(0, 0);
  expect(pfn).toBeLessThan(32);
  expect(reportOf(allocator).zones.get(2)?.managed).toBe(31);
  expect(allocator.offline(pfn >> 4)).toBe(BUSY);
  expect(allocator.migrate(pfn, 0, 0)).toBe(BUSY);
  expect(allocator.poison(pfn, ERROR_INJECTED)).toBe(POISON_IGNORED);
  expect([allocator.free(pfn, 0, 0), allocator.getRef(pfn, 0)]).toEqual([INVALID, INVALID]);
});

test('a returned page is managed and free again', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.inflate(0, 0);
  expect(allocator.deflate(pfn)).toBe(DONE);
  expect(allocator.deflate(pfn)).toBe(INVALID);
  allocator.drain(-1);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 32, managed: 32 });
});

test('what is not lent is not returned', () => {
  const { allocator } = bootOf(layout);
  const pfn = allocator.allocate(0, gfpOf('driver'), 0, 0);
  expect([allocator.deflate(pfn), allocator.deflate(-1), allocator.inflate(7, 0)]).toEqual([
    INVALID,
    INVALID,
    INVALID,
  ]);
});
