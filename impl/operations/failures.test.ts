import { describe, expect, test } from 'vitest';
import {
  DONE,
  INTERRUPTED,
  INVALID,
  POINT_MIGRATION,
  POINT_REFERENCE,
  POINT_SIGNAL,
  POINT_TARGET,
  POINT_VETO,
  VETOED,
} from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const layout: SmallLayout = {
  ranges: [
    { start: 0, end: 32 },
    { start: 32, end: 48, offline: true },
  ],
};

/** Two pages are in use in block 0. */
function used() {
  const booted = bootOf(layout);
  const pfns = [0, 1].map(() => booted.allocator.allocate(3, gfpOf('user'), 0, 0));
  expect(pfns).toEqual([0, 8]);
  booted.effects.clear();
  return booted;
}

test('everybody hears what happens to a memory block, in order', () => {
  const { allocator, effects } = used();
  allocator.offline(0);
  expect(effectsOf(effects).filter((effect) => !effect.startsWith('took'))).toEqual([
    'isolated 0 0',
    'isolated 8 0',
    'notified 3 0',
    'moved 0 16',
    'moved 8 24',
    'notified 4 0',
  ]);
  effects.clear();
  allocator.online(2, 0);
  expect(effectsOf(effects)).toEqual(['zoneChosen 2 0', 'notified 0 2', 'notified 1 2']);
  effects.clear();
  allocator.online(2, 0);
  expect(effectsOf(effects)).toEqual([]);
});

test('a veto leaves everything as it was, once', () => {
  const { allocator, effects } = used();
  const before = freeOf(allocator);
  allocator.inject(POINT_VETO, 0);
  expect(allocator.offline(0)).toBe(VETOED);
  expect(effectsOf(effects).slice(2)).toEqual([
    'notified 3 0',
    'unisolated 0 0',
    'unisolated 8 0',
    'notified 5 0',
  ]);
  expect(freeOf(allocator)).toEqual(before);
  expect(allocator.offline(0)).toBe(DONE);
  allocator.inject(POINT_VETO, 0);
  expect([allocator.online(2, 0), reportOf(allocator).blocks.get(2)]).toEqual([VETOED, false]);
  expect(allocator.online(2, 0)).toBe(DONE);
});

test.each([0, 1, 2])('a signal after %i moves ends it, and everything withheld is back', (moves) => {
  const { allocator, effects } = used();
  allocator.inject(POINT_SIGNAL, moves);
  expect(allocator.offline(0)).toBe(INTERRUPTED);
  expect(effectsOf(effects).filter((effect) => effect.startsWith('moved'))).toHaveLength(moves);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 16, managed: 32 });
  expect(reportOf(allocator).pageblocks.get(0)).toEqual({ type: 1, isolated: false });
});

describe.each([POINT_MIGRATION, POINT_TARGET, POINT_REFERENCE])('failure point %i', (point) => {
  test('makes one try fail, and the next succeed', () => {
    const { allocator, effects } = used();
    allocator.inject(point, 1);
    expect(allocator.offline(0)).toBe(DONE);
    const told = effectsOf(effects).filter((effect) => /moved|retried|notified/.test(effect));
    expect(told.slice(1)).toEqual(['moved 0 16', 'retried 8 0', 'moved 8 24', 'notified 4 0']);
  });
});

test('there are five failure points', () => {
  const { allocator } = used();
  expect([allocator.inject(-1, 0), allocator.inject(5, 0), allocator.inject(0, -1)]).toEqual([
    INVALID,
    INVALID,
    INVALID,
  ]);
});
