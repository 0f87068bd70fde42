import { describe, expect, test } from 'vitest';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

const user = gfpOf('user');

describe('a block of four pageblocks', () => {
  const ORDER = 3;
  const freeWith = (isolated: number): string[] => {
    const { allocator, effects } = bootOf({
      ranges: [{ start: 0, end: 48 }],
      geometry: { pageblockOrder: 1 },
    });
    const [pfn] = [allocator.allocate(ORDER, user, 0, 0), allocator.allocate(ORDER, user, 0, 0)].toSorted(
      (one, other) => one - other,
    ) as [number, number];
    allocator.withhold((pfn >> 1) + isolated);
    effects.clear();
    allocator.free(pfn, ORDER, 0);
    return effectsOf(effects).map((effect) => effect.split(' ')[0]!);
  };

  test.each([0, 1, 2, 3])('is not kept when that with the number %i is isolated', (isolated) => {
    expect(freeWith(isolated)).toEqual([]);
  });

  test.each([-1, 4])('is kept when only a neighbour is isolated: %i', (isolated) => {
    expect(freeWith(isolated)).toContain('cached');
  });
});

test('a drain leaves the lists of the next CPU alone, in the first of all zones too', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }], cpus: 2, geometry: { dmaEnd: 32 } });
  for (const cpu of [0, 1]) allocator.free(allocator.allocate(0, user, 0, cpu), 0, cpu);
  allocator.drain(0);
  expect(reportOf(allocator).cached.map(({ cpu }) => cpu)).toEqual([1]);
});
