import { expect, test } from 'vitest';
import { BUSY, DONE, NO_MEMORY, NOT_ONLINE, PIN_SHORT } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const user = gfpOf('user');
const two: SmallLayout = { ranges: [{ start: 0, end: 32 }] };

test('a free block leaves its zone, block by pageblock', () => {
  const { allocator, effects } = bootOf(two);
  expect(allocator.offline(1)).toBe(DONE);
  expect(effectsOf(effects)).toEqual(['isolated 16 0', 'isolated 24 0', 'notified 3 1', 'notified 4 1']);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 16, managed: 16 });
  expect(reportOf(allocator).blocks.get(1)).toBe(false);
  expect(freeOf(allocator)).toEqual(['0/4:1']);
  expect(allocator.offline(1)).toBe(DONE);
});

test('blocks that are not there are NOT_ONLINE', () => {
  const { allocator } = bootOf({
    ranges: [
      { start: 0, end: 16 },
      { start: 32, end: 48 },
    ],
  });
  for (const block of [-1, 1, 3]) expect(allocator.offline(block)).toBe(NOT_ONLINE);
});

test('a block that memory ends in stays, also where all of it is ZONE_DMA', () => {
  const { allocator, effects } = bootOf({
    ranges: [{ start: 0, end: 24 }],
    geometry: { dmaEnd: 24, maxOrder: 3 },
  });
  effects.clear();
  expect(allocator.offline(1)).toBe(BUSY);
  expect(effectsOf(effects)).toEqual(['culprit 24 0']);
});

test('what waits on private lists is drained first', () => {
  const { allocator, effects } = bootOf(two);
  const pfn = allocator.allocate(0, user, 0, 0);
  allocator.free(pfn, 0, 0);
  effects.clear();
  expect(allocator.offline(pfn >> 4)).toBe(DONE);
  expect(effectsOf(effects)[0]).toBe(`putBack ${pfn} 0`);
});

test('allocations move out', () => {
  const { allocator, effects } = bootOf(two);
  const pfn = allocator.allocate(2, user, 0, 0);
  effects.clear();
  expect(allocator.offline(pfn >> 4)).toBe(DONE);
  expect(effectsOf(effects).filter((effect) => effect.startsWith('moved'))).toHaveLength(1);
  expect(reportOf(allocator).used[0]!.pfn >> 4).not.toBe(pfn >> 4);
});

test('when an allocation finds no place, everything is put back', () => {
  const { allocator, effects } = bootOf(two);
  const pfns = Array.from({ length: 32 }, () => allocator.allocate(0, user, 0, 0));
  allocator.free(pfns[31]!, 0, 0);
  effects.clear();
  expect(allocator.offline(0)).toBe(NO_MEMORY);
  const log = effectsOf(effects).filter((effect) => /isolated|culprit/.test(effect));
  expect(log.slice(0, 2)).toEqual(['isolated 0 0', 'isolated 8 0']);
  expect(log.slice(2).map((effect) => effect.split(' ')[0])).toEqual(['culprit', 'unisolated', 'unisolated']);
  expect(reportOf(allocator).zones.get(2)).toEqual({ free: 1, managed: 32 });
});

const refused: [string, SmallLayout, (booted: ReturnType<typeof bootOf>) => number][] = [
  ['boot memory', { ...two, reserved: [{ start: 5, end: 6, why: 'test' }] }, () => 5],
  ['CMA', { ...two, cma: [{ start: 8, end: 16 }] }, () => 8],
  ['a hole', { ranges: [{ start: 0, end: 10 }] }, () => 10],
  [
    'a hole in the middle',
    {
      ranges: [
        { start: 0, end: 3 },
        { start: 5, end: 16 },
      ],
    },
    () => 3,
  ],
  ['another zone', { ...two, geometry: { dmaEnd: 6 } }, () => 6],
  ['a kernel page', two, ({ allocator }) => allocator.allocate(0, gfpOf('kernel'), 0, 0)],
  ['a reclaimable page', two, ({ allocator }) => allocator.allocate(0, gfpOf('reclaimable'), 0, 0)],
  ['a pinned page', two, ({ allocator }) => allocator.pin(allocator.allocate(1, user, 0, 0), 1, PIN_SHORT)],
  [
    'a poisoned page in use',
    two,
    ({ allocator }) => {
      const pfn = allocator.allocate(2, user, 0, 0) + 1;
      allocator.poison(pfn, 0);
      return pfn;
    },
  ],
];

test.each(refused)('%s keeps a block online, and is named', (_, layout, prepare) => {
  const booted = bootOf(layout);
  const culprit = prepare(booted);
  const before = freeOf(booted.allocator);
  booted.effects.clear();
  expect(booted.allocator.offline(culprit >> 4)).toBe(BUSY);
  expect(effectsOf(booted.effects)).toEqual([`culprit ${culprit} 0`]);
  expect(freeOf(booted.allocator)).toEqual(before);
});

test('a poisoned page that nobody holds goes with its block', () => {
  const { allocator } = bootOf(two);
  allocator.poison(20, 0);
  expect(allocator.offline(1)).toBe(DONE);
  expect(reportOf(allocator).zones.get(2)?.managed).toBe(16);
});

test('a driver page moves, and stays a driver page', () => {
  const { allocator } = bootOf(two);
  const pfn = allocator.allocate(0, gfpOf('driver'), 0, 0);
  expect(allocator.offline(pfn >> 4)).toBe(DONE);
  expect(allocator.reclaim(1, 0, 3)).toBe(0);
});
