import { describe, expect, test } from 'vitest';
import {
  ALL_CPUS,
  DESIGNS,
  INVALID,
  NO_MEMORY,
  PIN_SHORT,
  RETRY_FOREVER,
  reclaimTarget,
  UNMOVABLE,
  WOULD_WAIT,
} from '../../spec/index.ts';
import { reservedIn, reservePageblock } from '../buddy/highatomic.ts';
import { bootOf, effectsOf, gfpOf, NO_MARKS } from '../testing/bootOf.ts';
import { freeOf } from '../testing/reportOf.ts';

const [kernel, user, nofail] = ['kernel', 'user', 'nofail'].map(gfpOf) as [number, number, number]; // Three names.
const RECLAIM = 'entered 0 1';
const KILL = 'entered 2 1';
const RESERVE = 'entered 3 1';

/** 32 pages, all of them one user's. */
function full(owner = 0) {
  const booted = bootOf({ ranges: [{ start: 0, end: 32 }] });
  for (let page = 0; page < 32; page++) booted.allocator.allocate(0, user, 0, 0, owner);
  booted.effects.clear();
  return booted;
}

describe('a request that finds nothing', () => {
  test('fails at once after boot', () => {
    const { allocator, effects } = full();
    expect(allocator.allocate(0, kernel, 0, 0)).toBe(NO_MEMORY);
    expect(effectsOf(effects)).toEqual([]);
  });

  test('is served from what a round drops, the oldest first', () => {
    const { allocator, effects } = full();
    allocator.setRetries(1);
    expect(allocator.allocate(0, kernel, 0, 0)).toBe(0);
    expect(effectsOf(effects)).toEqual([RECLAIM, 'reclaimed 0 0', 'took 0 0']);
  });

  test('gives up after its rounds', () => {
    const { allocator, effects } = full();
    for (let pfn = 0; pfn < 32; pfn += 2) allocator.pin(pfn, 0, 0);
    allocator.setRetries(2);
    effects.clear();
    expect(allocator.allocate(2, kernel, 0, 0)).toBe(NO_MEMORY);
    const told = effectsOf(effects);
    expect(told.filter((effect) => effect.startsWith('entered'))).toEqual([
      'entered 1 0',
      RECLAIM,
      'entered 1 1',
      'entered 0 2',
      'entered 1 2',
    ]);
    expect(told.at(-1)).toBe('gaveUp 2 0');
    expect(told.filter((effect) => effect.startsWith('reclaimed'))).toHaveLength(8);
  });

  test('makes no round if it is reclaim itself, or cannot wait', () => {
    const { allocator, effects } = full();
    allocator.setRetries(RETRY_FOREVER);
    for (const name of ['memalloc', 'keptAtMarks', 'atomic', 'nowait'])
      expect(allocator.allocate(0, gfpOf(name), 0, 0)).toBe(NO_MEMORY);
    expect(effectsOf(effects).filter((effect) => effect.startsWith('entered'))).toEqual([]);
  });

  test('drops nothing in ZONE_MOVABLE for the kernel', () => {
    const { allocator, effects } = bootOf(
      {
        ranges: [
          { start: 0, end: 16, mirrored: true },
          { start: 16, end: 32 },
        ],
        boot: { kernelcore: 'mirror' },
      },
      DESIGNS.kernelcore,
    );
    allocator.allocate(4, user, 0, 0);
    allocator.allocate(4, kernel, 0, 0);
    allocator.setRetries(1);
    effects.clear();
    expect(allocator.allocate(0, gfpOf('patient'), 0, 0)).toBe(NO_MEMORY);
    expect(effectsOf(effects)).toEqual([RECLAIM, 'gaveUp 1 0']);
  });
});

describe('a kill', () => {
  test('comes when nothing can be dropped, and frees what is locked too', () => {
    const { allocator, effects } = full(3);
    for (let pfn = 0; pfn < 32; pfn++) allocator.mlock(pfn, 0);
    allocator.setRetries(1);
    expect(allocator.allocate(0, kernel, 0, 0)).toBeGreaterThanOrEqual(0);
    const told = effectsOf(effects);
    expect(told.slice(0, 4)).toEqual([RECLAIM, KILL, 'killed 3 0', 'reclaimed 0 0']);
    expect(told.filter((effect) => effect.startsWith('reclaimed'))).toHaveLength(32);
  });

  test('takes the owner with the most, and leaves what is pinned', () => {
    const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 32 }] });
    const pages = Array.from({ length: 32 }, (_, page) =>
      allocator.allocate(0, user, 0, 0, page < 10 ? 1 : 2),
    );
    for (const [page, pfn] of pages.entries()) {
      if (page === 31) allocator.pin(pfn, 0, 0);
      else allocator.mlock(pfn, 0);
    }
    allocator.setRetries(1);
    effects.clear();
    allocator.allocate(0, kernel, 0, 0);
    const told = effectsOf(effects);
    expect(told).toContain('killed 2 0');
    expect(told.filter((effect) => effect.startsWith('reclaimed'))).toHaveLength(21);
  });

  test('goes with a page when it moves', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
    const pfn = allocator.allocate(0, user, 0, 0, 5);
    const to = allocator.moveAllocation(pfn, user);
    expect(to).not.toBe(pfn);
    expect(allocator.chooseVictim()).toBe(5);
    allocator.free(to, 0, 0);
    expect(allocator.chooseVictim()).toBe(0);
  });
});

describe('a request that may not fail', () => {
  test('waits, even while retries are 0', () => {
    const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 32 }] });
    for (let block = 0; block < 2; block++) allocator.allocate(4, kernel, 0, 0);
    effects.clear();
    expect(allocator.allocate(0, nofail, 0, 0)).toBe(WOULD_WAIT);
    expect(effectsOf(effects)).toEqual([RECLAIM, KILL, RESERVE]);
  });

  test('takes half of the min mark before that', () => {
    const { allocator } = bootOf({
      ranges: [{ start: 0, end: 32 }],
      tuning: { ...NO_MARKS, minFreePages: 8 },
    });
    while (allocator.allocate(0, kernel, 0, 0) >= 0);
    expect(allocator.allocate(0, nofail, 0, 0)).toBeGreaterThanOrEqual(0);
    while (allocator.allocate(0, nofail, 0, 0) >= 0);
    expect(freeOf(allocator).length).toBeGreaterThan(0);
  });

  test('must be able to wait', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }] });
    expect(allocator.allocate(0, gfpOf('nofailAtomic'), 0, 0)).toBe(INVALID);
  });
});

test('retries are a number of rounds, or -1, and a reset takes them back', () => {
  const { allocator } = full();
  expect(allocator.setRetries(-2)).toBe(INVALID);
  expect(allocator.allocate(0, user, 0, 0, 8)).toBe(INVALID);
  allocator.setRetries(RETRY_FOREVER);
  allocator.reset();
  for (let page = 0; page < 32; page++) allocator.allocate(0, user, 0, 0);
  expect(allocator.allocate(0, kernel, 0, 0)).toBe(NO_MEMORY);
});

test('a round drops its share of all zones together, in their order', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 128 }], boot: { movablecore: 32 } });
  for (let page = 0; page < 128; page++) allocator.allocate(0, user, 0, 0);
  for (let pfn = 97; pfn < 128; pfn++) allocator.pin(pfn, 0, PIN_SHORT);
  allocator.setRetries(1);
  effects.clear();
  expect(allocator.allocate(0, user, 0, 0)).toBe(96);
  const dropped = effectsOf(effects).filter((effect) => effect.startsWith('reclaimed'));
  expect(dropped).toHaveLength(reclaimTarget(0, 128));
  expect(dropped[0]).toBe('reclaimed 96 0');
});

describe('what is reserved for bursts', () => {
  const NORMAL = 2;
  const GIVEN_UP = /^typeChanged/;

  /** All of memory is in use but for the pages named; the pageblocks of some are reserved. */
  function machine(free: readonly number[], reserved: readonly number[], userPages = 0) {
    const booted = bootOf({ ranges: [{ start: 0, end: 704 }], geometry: { pageblockOrder: 1 } });
    const { allocator, effects } = booted;
    for (let page = 0; page < 704; page++)
      allocator.allocate(0, page < 704 - userPages ? kernel : user, 0, 0);
    for (const pfn of reserved) reservePageblock(allocator.memory, NORMAL, pfn, 0);
    for (const pfn of free) allocator.free(pfn, 0, 0);
    allocator.drain(ALL_CPUS);
    allocator.setRetries(1);
    effects.clear();
    return booted;
  }

  test('is given up to the last where nothing can be dropped, and no more is done once that served', () => {
    const { allocator, effects } = machine([0, 1], [0]);
    expect(allocator.allocate(1, kernel, 0, 0)).toBe(0);
    expect(effectsOf(effects)).toEqual(['entered 1 0', RECLAIM, `typeChanged 0 ${UNMOVABLE}`, 'took 0 1']);
  });

  test('is given up one pageblock after the other, until one serves', () => {
    const { allocator, effects } = machine([100, 200, 201, 300, 301], [100, 200, 300]);
    expect([200, 300]).toContain(allocator.allocate(1, kernel, 0, 0));
    const given = effectsOf(effects).filter((effect) => GIVEN_UP.test(effect));
    expect(given).toHaveLength(2);
    expect(given[0]).toBe(`typeChanged 100 ${UNMOVABLE}`);
    expect(reservedIn(allocator.memory, NORMAL)).toBe(1);
  });

  test('is given up once a round while there is progress', () => {
    const { allocator, effects } = machine([100, 200, 300, 400], [100, 200, 300, 400], 1);
    expect(allocator.allocate(1, kernel, 0, 0)).toBe(NO_MEMORY);
    expect(effectsOf(effects).filter((effect) => GIVEN_UP.test(effect))).toHaveLength(2); // The first before all rounds.
    expect(reservedIn(allocator.memory, NORMAL)).toBe(2);
  });
});
