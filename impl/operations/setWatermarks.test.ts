import { expect, test } from 'vitest';
import { DONE, INVALID } from '../../spec/index.ts';
import { bootOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

test('all managed pages may be kept free, and none more', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }] });
  expect([allocator.setWatermarks(65, 1), reportOf(allocator).marks.get(2)?.min]).toEqual([INVALID, 0]);
  expect([allocator.setWatermarks(64, 1), reportOf(allocator).marks.get(2)?.min]).toEqual([DONE, 64]);
});
