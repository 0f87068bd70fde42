import { describe, expect, test } from 'vitest';
import { MOVABLE, RECLAIMABLE, UNMOVABLE } from '../zones/migratetype.ts';
import { ZONE_DMA, ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL } from '../zones/zone.ts';
import {
  BAD_MIGRATETYPE,
  BAD_ZONE,
  GFP,
  GFP_HIGHUSER_MOVABLE,
  gfpMigratetype,
  gfpZone,
  isValidGfp,
} from './gfp.ts';
import { longtermPinGfp, migrationGfp } from './migration.ts';

const { DMA, HIGHMEM, DMA32, MOVABLE: MOVES } = GFP;

/** The table of include/linux/gfp.h for x86-64, row by row. */
const ROWS = [
  ['nothing', 0, ZONE_NORMAL],
  ['DMA', DMA, ZONE_DMA],
  ['HIGHMEM', HIGHMEM, ZONE_NORMAL],
  ['DMA, HIGHMEM', DMA | HIGHMEM, BAD_ZONE],
  ['DMA32', DMA32, ZONE_DMA32],
  ['DMA, DMA32', DMA | DMA32, BAD_ZONE],
  ['DMA32, HIGHMEM', DMA32 | HIGHMEM, BAD_ZONE],
  ['DMA, DMA32, HIGHMEM', DMA | DMA32 | HIGHMEM, BAD_ZONE],
  ['MOVABLE', MOVES, ZONE_NORMAL],
  ['MOVABLE, DMA', MOVES | DMA, ZONE_DMA],
  ['MOVABLE, HIGHMEM', MOVES | HIGHMEM, ZONE_MOVABLE],
  ['MOVABLE, DMA, HIGHMEM', MOVES | DMA | HIGHMEM, BAD_ZONE],
  ['MOVABLE, DMA32', MOVES | DMA32, ZONE_DMA32],
  ['MOVABLE, DMA, DMA32', MOVES | DMA | DMA32, BAD_ZONE],
  ['MOVABLE, DMA32, HIGHMEM', MOVES | DMA32 | HIGHMEM, BAD_ZONE],
  ['all four', MOVES | DMA | DMA32 | HIGHMEM, BAD_ZONE],
] as const;

test.each(ROWS)('the ceiling of a request with %s', (_, flags, zone) => {
  expect(gfpZone(flags)).toBe(zone);
  expect(gfpZone(flags | GFP.IO | GFP.FS | GFP.THISNODE | GFP.DRIVER)).toBe(zone);
  expect(isValidGfp(flags)).toBe(zone !== BAD_ZONE);
});

test('the sixteen rows are all there are', () => {
  expect(ROWS.map(([, flags]) => flags).sort((one, two) => one - two)).toEqual(
    Array.from({ length: 16 }, (_, row) => row),
  );
});

test('a mandatory mirrored request stays below ZONE_MOVABLE', () => {
  expect(gfpZone(GFP_HIGHUSER_MOVABLE | GFP.MIRROR)).toBe(ZONE_NORMAL);
  expect(gfpZone(DMA32 | GFP.MIRROR)).toBe(ZONE_DMA32);
});

test('mobility is one of three, or a contradiction', () => {
  const mobilities = [0, MOVES, GFP.RECLAIMABLE, MOVES | GFP.RECLAIMABLE].map(gfpMigratetype);
  expect(mobilities).toEqual([UNMOVABLE, MOVABLE, RECLAIMABLE, BAD_MIGRATETYPE]);
  expect(isValidGfp(MOVES | GFP.RECLAIMABLE)).toBe(false);
});

test('a request is tried in one way only, and for ever only where it may wait', () => {
  const valid = (flags: number) => isValidGfp(GFP.DIRECT_RECLAIM | flags);
  expect([GFP.NORETRY, GFP.RETRY_MAYFAIL, GFP.NOFAIL].map(valid)).toEqual([true, true, true]);
  expect(valid(GFP.NORETRY | GFP.NOFAIL)).toBe(false);
  expect(valid(GFP.NORETRY | GFP.RETRY_MAYFAIL)).toBe(false);
  expect(valid(GFP.NOFAIL | GFP.MEMALLOC)).toBe(false);
  expect([GFP.NOFAIL, GFP.NORETRY].map(isValidGfp)).toEqual([false, true]);
});

describe('a page that moves', () => {
  test('stays below ZONE_MOVABLE if it was', () => {
    for (const claim of ['user', 'kernelMovable', 'driver'] as const) {
      expect(gfpZone(migrationGfp(claim, ZONE_NORMAL))).toBe(ZONE_NORMAL);
      expect(gfpMigratetype(migrationGfp(claim, ZONE_NORMAL))).toBe(MOVABLE);
    }
  });

  test('may go anywhere from ZONE_MOVABLE, but for a right to the mirror', () => {
    for (const claim of ['user', 'driver'] as const)
      expect(gfpZone(migrationGfp(claim, ZONE_MOVABLE))).toBe(ZONE_MOVABLE);
    expect(gfpZone(migrationGfp('critical', ZONE_NORMAL))).toBe(ZONE_NORMAL);
    expect(migrationGfp('critical', ZONE_NORMAL) & GFP.MIRROR).toBe(GFP.MIRROR);
  });

  test('for a long-term pin leaves ZONE_MOVABLE and CMA, and keeps a right to the mirror', () => {
    for (const claim of ['user', 'kernelMovable', 'critical'] as const) {
      expect(gfpZone(longtermPinGfp(claim))).toBe(ZONE_NORMAL);
      expect(gfpMigratetype(longtermPinGfp(claim))).toBe(UNMOVABLE);
    }
    expect(longtermPinGfp('critical') & GFP.MIRROR).toBe(GFP.MIRROR);
  });
});
