import { describe, expect, test } from 'vitest';
import { ALL_CPUS, BUSY, DONE, ERROR_INJECTED, INVALID, NO_MEMORY, PIN_SHORT } from '../../spec/index.ts';
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

  test('is not asked on for a place when what is in the way finds no room', () => {
    const { allocator, effects } = machine();
    while (allocator.allocate(0, USER, 0, 0) >= 0);
    effects.clear();
    expect(allocator.cmaAllocate(0, 4, 0)).toBe(NO_MEMORY);
    expect(effectsOf(effects).filter((effect) => effect.startsWith('culprit'))).toEqual(['culprit 8 0']);
    expect(left(allocator)).toBe(16);
    expect(allocator.cmaRelease(8, 4)).toBe(INVALID);
  });

  test('names no page that it gave out itself, also where one behind it left circulation', () => {
    const { allocator, effects } = machine();
    for (const pfn of [8, 9, 10]) expect(allocator.cmaAllocate(0, 1, 0)).toBe(pfn);
    allocator.cmaRelease(8, 1);
    allocator.poison(11, ERROR_INJECTED);
    effects.clear();
    expect(allocator.cmaAllocate(0, 4, 0)).toBe(12);
    expect(effectsOf(effects)[0]).toBe('culprit 11 0');
  });

  test('that boot could not make is empty, and its pages are like others', () => {
    const { allocator } = bootOf({
      ranges: [{ start: 0, end: 32 }],
      reserved: [{ start: 8, end: 9, why: 'kernel' }],
      cma: [
        { start: 8, end: 16 },
        { start: 16, end: 24 },
      ],
    });
    expect([...reportOf(allocator).areas.values()]).toEqual([0, 8]);
    expect(allocator.cmaAllocate(0, 1, 0)).toBe(NO_MEMORY);
    for (const pfn of [10, 24]) {
      expect(allocator.contigAllocate(pfn, 2)).toBe(DONE);
      expect([allocator.cmaRelease(pfn, 2), allocator.contigFree(pfn, 2)]).toEqual([INVALID, DONE]);
    }
    expect([allocator.cmaAllocate(1, 2, 0), allocator.cmaRelease(16, 2)]).toEqual([16, DONE]);
  });

  test('exists, and nothing is asked for nothing', () => {
    const { allocator } = machine();
    expect(allocator.cmaAllocate(1, 1, 0)).toBe(INVALID);
    expect(allocator.cmaAllocate(0, 0, 0)).toBe(INVALID);
    expect(allocator.cmaRelease(0, 1)).toBe(INVALID);
    expect(allocator.cmaRelease(-1, 1)).toBe(INVALID);
  });

  test.each([3, 5, 9, 12, 40])(
    'names for each place what a look at that place alone would name: %d pages',
    (pages) => {
      for (let seed = 1; seed <= 12; seed++) {
        const end = seed % 2 === 0 ? 80 : 78; // There begins a hole, in a pageblock that the area reaches into.
        const [short, long] = [scattered(seed, end), scattered(seed, end)];
        const answer = short.allocator.cmaAllocate(0, pages, 0);
        let place = 16;
        while (place + pages <= end && long.allocator.takeRange(place, place + pages, true) === BUSY) place++;
        expect(answer).toBe(place + pages <= end ? place : NO_MEMORY);
        expect(effectsOf(short.effects)).toEqual(effectsOf(long.effects));
      }
    },
  );
});

/** An area of 64 pages, or up to a hole, with pinned ones here and there. */
function scattered(seed: number, end: number) {
  const ranges = [
    { start: 0, end },
    { start: 80, end: 96 },
  ];
  const world = bootOf({ ranges, cma: [{ start: 16, end }] });
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
