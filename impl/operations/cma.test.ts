import { describe, expect, test } from 'vitest';
import { ALL_CPUS, BUSY, DONE, INVALID, NO_MEMORY, PIN_SHORT } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const USER = gfpOf('user');
/** An area of 16 pages, which is most of the machine, so that movable requests get it first. */
const machine = () => bootOf({ ranges: [{ start: 0, end: 24 }], cma: [{ start: 8, end: 24 }] });
const left = (allocator: ReturnType<typeof machine>['allocator']) => reportOf(allocator).areas.get(0);

describe('an area', () => {
  test('gives out the first aligned place, counts it, and takes it back', () => {
    const { allocator } = machine();
    const before = freeOf(allocator);
    expect(allocator.cmaAllocate(0, 3, 0)).toBe(8);
    expect(allocator.cmaAllocate(0, 2, 2)).toBe(12);
    expect(allocator.cmaAllocate(0, 1, 0)).toBe(11);
    expect(left(allocator)).toBe(10);
    expect(allocator.cmaAllocate(0, 11, 0)).toBe(NO_MEMORY);
    expect(allocator.cmaRelease(8, 3)).toBe(DONE);
    expect(allocator.cmaRelease(8, 3)).toBe(INVALID);
    expect(allocator.contigFree(12, 2)).toBe(INVALID);
    expect(allocator.cmaRelease(12, 2)).toBe(DONE);
    expect(allocator.cmaRelease(11, 1)).toBe(DONE);
    expect(left(allocator)).toBe(16);
    expect(freeOf(allocator)).toEqual(before);
  });

  test('passes over a page that must stay, and moves one that need not', () => {
    const { allocator, effects } = machine();
    const pinned = allocator.allocate(0, USER, 0, 0);
    const other = allocator.allocate(0, USER, 0, 0);
    expect([pinned, other]).toEqual([8, 9]);
    allocator.pin(pinned, 0, PIN_SHORT);
    allocator.drain(ALL_CPUS);
    effects.clear();
    expect(allocator.cmaAllocate(0, 2, 0)).toBe(9);
    expect(effectsOf(effects)[0]).toBe('culprit 8 0');
    expect(effectsOf(effects).filter((effect) => effect.startsWith('moved 9'))).toHaveLength(1);
  });

  test('exists, and nothing is asked for nothing', () => {
    const { allocator } = machine();
    expect(allocator.cmaAllocate(1, 1, 0)).toBe(INVALID);
    expect(allocator.cmaAllocate(0, 0, 0)).toBe(INVALID);
    expect(allocator.cmaRelease(0, 1)).toBe(INVALID);
    expect(allocator.cmaRelease(-1, 1)).toBe(INVALID);
  });

  test.each([3, 5, 9, 12])(
    'names for each place what a look at that place alone would name: %d pages',
    (pages) => {
      for (let seed = 1; seed <= 40; seed++) {
        const [short, long] = [scattered(seed), scattered(seed)];
        const answer = short.allocator.cmaAllocate(0, pages, 0);
        let place = 16;
        while (place + pages <= 80 && long.allocator.takeRange(place, place + pages, true) === BUSY) place++;
        expect(answer).toBe(place + pages <= 80 ? place : NO_MEMORY);
        expect(effectsOf(short.effects)).toEqual(effectsOf(long.effects));
      }
    },
  );
});

/** An area of 64 pages with pinned ones here and there. */
function scattered(seed: number) {
  const world = bootOf({ ranges: [{ start: 0, end: 96 }], cma: [{ start: 16, end: 80 }] });
  let random = seed;
  for (let count = 0; count < 90; count++) {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    const pfn = world.allocator.allocate(0, USER, 0, 0);
    if (random >>> 28 < 2) world.allocator.pin(pfn, 0, PIN_SHORT);
    else if (random >>> 28 < 14) world.allocator.free(pfn, 0, 0);
  }
  world.allocator.drain(ALL_CPUS);
  world.effects.clear();
  return world;
}
