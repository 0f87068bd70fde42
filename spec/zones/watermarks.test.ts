import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GFP, GFP_ATOMIC, GFP_KERNEL, GFP_NOWAIT } from '../requests/gfp.ts';
import { ignoresWatermarks, minMarkFor, watermarkHolds } from './watermarkCheck.ts';
import { lowmemReserve, minFreePages, watermarksOf } from './watermarks.ts';
import { ZONE_NAMES } from './zone.ts';

/** 15 MiB of DMA, 2 GiB of DMA32, 16 GiB of Normal, 48 GiB of Movable. */
const MANAGED = [3840, 500000, 4194304, 12582912];

const reserveRow = (managed: readonly number[], zone: number) =>
  [0, 1, 2, 3].map((ceiling) => lowmemReserve(managed, zone, ceiling));

describe('the worked example of a large machine', () => {
  test('reserves lower zones against requests that higher ones could serve', () => {
    expect(MANAGED.map((_, zone) => reserveRow(MANAGED, zone))).toEqual([
      [0, 1953, 18337, 67489],
      [0, 0, 16384, 65536],
      [0, 0, 0, 393216],
      [0, 0, 0, 0],
    ]);
  });

  test('keeps 17340 KiB, shared by the kernel zones', () => {
    expect(minFreePages(MANAGED)).toBe(17340 / 4);
    expect(MANAGED.map((_, zone) => watermarksOf(MANAGED, zone))).toEqual([
      { min: 3, low: 6, high: 9 },
      { min: 461, low: 961, high: 1461 },
      { min: 3870, low: 8064, high: 12258 },
      { min: 128, low: 12710, high: 25292 },
    ]);
  });
});

describe('limits', () => {
  test('the min reserve lies within 128 KiB and 256 MiB', () => {
    expect([minFreePages([1]), minFreePages([2 ** 31])]).toEqual([32, 65536]);
    expect(minFreePages(MANAGED, { minFreePages: 7 })).toBe(7);
  });

  test('ZONE_MOVABLE has a tiny min', () => {
    const minOf = (movable: number) => watermarksOf([0, 0, 1000, movable], 3).min;
    expect([minOf(1024), minOf(100 * 1024), minOf(1000 * 1024)]).toEqual([32, 100, 128]);
    expect(watermarksOf([0, 0, 1000, 64], 3, { movableMinPages: [1, 2] }).min).toBe(1);
  });

  test('an empty zone has no marks and reserves nothing', () => {
    expect(watermarksOf(MANAGED.with(1, 0), 1)).toEqual({ min: 0, low: 0, high: 0 });
    expect(reserveRow(MANAGED.with(1, 0), 1)).toEqual([0, 0, 0, 0]);
    expect(watermarksOf([0, 0, 0, 64], 3)).toMatchObject({ min: 32 });
    expect(watermarksOf(MANAGED.with(3, 0), 3)).toEqual({ min: 0, low: 0, high: 0 });
    expect(watermarksOf([], 9)).toEqual({ min: 0, low: 0, high: 0 });
  });

  test('a ratio of 0 reserves nothing', () => {
    expect(lowmemReserve(MANAGED, 2, 3, { lowmemReserveRatio: [256, 256, 0] })).toBe(0);
    expect(lowmemReserve(MANAGED, 2, 3, { lowmemReserveRatio: [256, 256, 64] })).toBe(196608);
  });

  test('the reserve counts the higher zones of the own node only', () => {
    expect(lowmemReserve([0, 0, 1000, 0, 0, 0, 0, 6400], 2, 3)).toBe(0);
    expect(lowmemReserve([0, 0, 0, 0, 0, 0, 1000, 6400], 6, 3)).toBe(200);
  });
});

describe('the check', () => {
  test('wants more than the mark and the reserve left, after all pages but one', () => {
    expect(watermarkHolds(11, 0, 0, 8, 2)).toBe(true);
    expect(watermarkHolds(10, 0, 0, 8, 2)).toBe(false);
    expect(watermarkHolds(14, 0, 2, 8, 2)).toBe(true);
    expect(watermarkHolds(13, 0, 2, 8, 2)).toBe(false);
    expect(watermarkHolds(14, 3, 0, 8, 2)).toBe(true);
    expect(watermarkHolds(13, 3, 0, 8, 2)).toBe(false);
  });

  test('lowers min for __GFP_HIGH by halves and quarters of whole pages', () => {
    expect([8, 9, 10, 11].map((min) => minMarkFor(GFP_KERNEL | GFP.HIGH, min))).toEqual([4, 5, 5, 6]);
    expect([8, 9, 10, 11].map((min) => minMarkFor(GFP_ATOMIC, min))).toEqual([3, 4, 4, 5]);
    expect([minMarkFor(GFP_KERNEL, 8), minMarkFor(GFP_NOWAIT, 8)]).toEqual([8, 8]);
  });

  test('is skipped for MEMALLOC, unless NOMEMALLOC forbids it', () => {
    const rights = [GFP.MEMALLOC, GFP.NOMEMALLOC, GFP.MEMALLOC | GFP.NOMEMALLOC, 0];
    expect(rights.map(ignoresWatermarks)).toEqual([true, false, false, false]);
  });
});

const RECORDINGS = new URL('../fixtures/recordings/', import.meta.url);
const NAMES = readdirSync(RECORDINGS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Per zone of a node: managed pages, `protection:` without the device zone, marks. */
function recorded(name: string, node = 0) {
  const text = readFileSync(new URL(`${name}/zoneinfo`, RECORDINGS), 'utf8');
  return ZONE_NAMES.map((title) => {
    const section =
      text.split(/^(?=Node)/m).find((part) => new RegExp(`^Node ${node}, zone +${title}\\b`).test(part)) ??
      '';
    const figure = (field: string) => Number(new RegExp(`${field} +(\\d+)`).exec(section)?.[1] ?? 0);
    const protection = /protection: \((.*)\)/.exec(section)?.[1]?.split(', ').slice(0, 4).map(Number) ?? [
      0, 0, 0, 0,
    ];
    return {
      managed: figure('managed'),
      protection,
      marks: { min: figure('min'), low: figure('low'), high: figure('high') },
    };
  });
}

describe.each(NAMES)('on a real machine: %s', (name) => {
  const zones = recorded(name);
  const managed = zones.map((zone) => zone.managed);

  test('the mirrored zone is protected by what ZONE_MOVABLE holds', () => {
    expect(reserveRow(managed, 2)).toEqual(zones[2]!.protection);
  });

  test('lower zones are protected by what the higher ones held when boot computed it', () => {
    // Boot frees its own code into DMA32 and Normal afterwards, a few MiB, and computes nothing again.
    const lateFreed = Array.from({ length: 400 }, (_, step) => step * 8);
    const computedWith = lateFreed.flatMap((dma32) => lateFreed.map((normal) => [dma32, normal] as const));
    const explains = ([dma32, normal]: readonly [number, number]) => {
      const then = [managed[0]!, managed[1]! - dma32, managed[2]! - normal, managed[3]!];
      return [0, 1].every((zone) =>
        reserveRow(then, zone).every((pages, at) => pages === zones[zone]!.protection[at]),
      );
    };
    expect(computedWith.some(explains)).toBe(true);
  });
});

test('Linux 6.12 sets the marks that the formulas give', () => {
  const zones = recorded('mix-612');
  const managed = zones.map((zone) => zone.managed);
  // Freed into DMA32 after the marks were set; and min_free_kbytes, raised for huge pages.
  const then = managed.with(1, managed[1]! - 2268);
  const tuning = { minFreePages: 8164 };
  expect(then.map((_, zone) => watermarksOf(then, zone, tuning))).toEqual(zones.map(({ marks }) => marks));
});
