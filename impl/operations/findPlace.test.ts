import { expect, test } from 'vitest';
import { ALL_CPUS, DONE, ZONE_NORMAL } from '../../spec/index.ts';
import { NONE } from '../memory/pageWord.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { findPlace } from './findPlace.ts';

/** Two pageblocks of which only the upper half of the second is mirrored; all but some pages are in use. */
function mixed(free: readonly number[]) {
  const ranges = [
    { start: 0, end: 12 },
    { start: 12, end: 16, mirrored: true },
  ];
  const { allocator } = bootOf({ ranges });
  for (let page = 0; page < 16; page++) allocator.allocate(0, gfpOf('user'), 0, 0);
  for (const pfn of free) expect(allocator.free(pfn, 0, 0)).toBe(DONE);
  allocator.drain(ALL_CPUS);
  return (mirrored: boolean) => findPlace(allocator.memory, ZONE_NORMAL, 1, 0, 0, mirrored);
}

test.each([
  ['behind unmirrored pages of the same free block', [8, 9, 10, 11, 12, 13, 14, 15], 12],
  ['behind a free block without', [8, 9, 12], 12],
  ['nowhere where only unmirrored pages are free', [8, 9, 10, 11], NONE],
])('a mirrored place is found %s', (_, free, place) => {
  const find = mixed(free);
  expect([find(false), find(true)]).toEqual([8, place]);
});
