import { expect, test } from 'vitest';
import {
  DESIGNS,
  DONE,
  INVALID,
  MIRROR,
  MOVABLE,
  NOT_ONLINE,
  ONLINE_DEFAULT,
  ONLINE_KERNEL,
  ONLINE_MOVABLE,
  POISONED,
} from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const layout = {
  ranges: [
    { start: 0, end: 32 },
    { start: 32, end: 64, offline: true },
  ],
};

test('a block joins the zone asked for and serves at once', () => {
  const { allocator, effects } = bootOf(layout);
  expect(allocator.online(2, ONLINE_MOVABLE)).toBe(DONE);
  expect(effectsOf(effects)).toEqual(['zoneChosen 3 0', 'notified 0 2', 'notified 1 2']);
  expect(reportOf(allocator).zones.get(3)).toEqual({ free: 16, managed: 16 });
  expect(freeOf(allocator)).toContain('32/4:1');
  expect(allocator.allocate(4, gfpOf('user'), 0, 0)).toBe(32);
});

test('the kernel zone may grow too, and its marks with it', () => {
  const { allocator } = bootOf({ ...layout, tuning: { watermarkScaleFactor: 1000, minFreePages: 4 } });
  const before = reportOf(allocator).marks.get(2)!;
  expect(allocator.online(2, ONLINE_KERNEL)).toBe(DONE);
  const after = reportOf(allocator).marks.get(2)!;
  expect(after.low - after.min).toBeGreaterThan(before.low - before.min);
  expect(reportOf(allocator).zones.get(2)?.managed).toBe(48);
});

test('a block that came and went comes again', () => {
  const { allocator } = bootOf(layout);
  for (const to of [ONLINE_MOVABLE, ONLINE_KERNEL, ONLINE_DEFAULT]) {
    expect(allocator.online(3, to)).toBe(DONE);
    expect(allocator.online(3, to)).toBe(DONE);
    expect(allocator.offline(3)).toBe(DONE);
  }
  expect(reportOf(allocator).zones.size).toBe(1);
});

test('a poisoned page keeps its block offline', () => {
  const { allocator, effects } = bootOf(layout);
  allocator.online(2, ONLINE_MOVABLE);
  allocator.poison(37, 0);
  allocator.offline(2);
  effects.clear();
  expect(allocator.online(2, ONLINE_MOVABLE)).toBe(POISONED);
  expect(effectsOf(effects)).toEqual(['culprit 37 0']);
});

test('blocks that are not there and unknown targets are refused', () => {
  const { allocator } = bootOf(layout);
  expect(allocator.online(9, ONLINE_KERNEL)).toBe(NOT_ONLINE);
  expect(allocator.online(2, 3)).toBe(INVALID);
  expect(allocator.online(2, -1)).toBe(INVALID);
});

test('a mirrored block that went to ZONE_MOVABLE stays without the mirror when its neighbour comes back to the kernel', () => {
  const { allocator } = bootOf(
    {
      ranges: [
        { start: 0, end: 48, mirrored: true },
        { start: 48, end: 64 },
      ],
      boot: { kernelcore: 'mirror' },
    },
    DESIGNS.migratetype,
  );
  const typeAt = (pfn: number) => reportOf(allocator).pageblocks.get(pfn)?.type;
  expect([8, 16, 24].map(typeAt)).toEqual([MIRROR, MIRROR, MIRROR]);
  for (const block of [1, 2]) expect(allocator.offline(block)).toBe(DONE);
  expect(allocator.online(2, ONLINE_MOVABLE)).toBe(DONE);
  expect(allocator.online(1, ONLINE_KERNEL)).toBe(DONE);
  expect([16, 24, 32, 40].map(typeAt)).toEqual([MIRROR, MIRROR, MOVABLE, MOVABLE]);
});
