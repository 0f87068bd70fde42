import { describe, expect, test } from 'vitest';
import {
  ALL_CPUS,
  CMA,
  COMPACT_SUCCESS,
  DESIGNS,
  MOVABLE,
  UNMOVABLE,
  ZONE_NORMAL,
} from '../../spec/index.ts';
import { reservePageblock } from '../buddy/highatomic.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { type Booted, bootOf, effectsOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

const [user, kernel, critical, buffer] = ['user', 'kernel', 'critical', 'buffer'].map(gfpOf) as [
  number,
  number,
  number,
  number,
]; // Four names.
const NORMAL = ZONE_NORMAL;

/** Takes so many single pages, and gives those back that need not stay. */
function scatter(
  { allocator, effects }: Booted,
  pages: number,
  gfpAt: (pfn: number) => number,
  stays: (pfn: number) => boolean = (pfn) => pfn % 2 === 0,
): void {
  const held = Array.from({ length: pages }, (_, pfn) => allocator.allocate(0, gfpAt(pfn), 0, 0));
  expect(new Set(held).size).toBe(pages);
  for (const pfn of held) if (!stays(pfn)) expect(allocator.free(pfn, 0, 0)).toBe(0);
  allocator.drain(ALL_CPUS);
  effects.clear();
}

const movesOf = ({ effects }: Booted): string[] =>
  effectsOf(effects).filter((effect) => effect.startsWith('moved'));

describe('CMA', () => {
  const layout: SmallLayout = { ranges: [{ start: 0, end: 64 }], cma: [{ start: 48, end: 64 }] };
  const freeOf = (allocator: PageAllocator, isCma: boolean) =>
    reportOf(allocator).free.filter(({ order, type }) => order >= 2 && (type === CMA) === isCma);

  test('takes what moves, but a block of it is none for the kernel', () => {
    const booted = bootOf(layout);
    scatter(
      booted,
      64,
      () => user,
      (pfn) => pfn < 48 && pfn % 2 === 0,
    );
    const { allocator } = booted;
    expect([freeOf(allocator, false), freeOf(allocator, true)].map((list) => list.length > 0)).toEqual([
      false,
      true,
    ]);
    expect(allocator.compactZone(NORMAL, 2, UNMOVABLE, NORMAL)).toBe(COMPACT_SUCCESS);
    expect(freeOf(allocator, false)).toHaveLength(1);
    expect(movesOf(booted)).toEqual(['moved 0 56', 'moved 2 57']);
  });

  test('has a block for user memory once it is made there', () => {
    const booted = bootOf({ ...layout, cma: [{ start: 16, end: 48 }] });
    const { allocator } = booted;
    for (let page = 0; page < 32; page++) allocator.allocate(0, kernel, 0, 0);
    scatter(booted, 32, () => user);
    expect(allocator.compactZone(NORMAL, 2, MOVABLE, NORMAL)).toBe(COMPACT_SUCCESS);
    expect(movesOf(booted)).toEqual(['moved 16 41', 'moved 18 43']);
    expect(freeOf(allocator, true)).toHaveLength(1);
  });
});

describe('a pageblock is left as it is', () => {
  test('while it is withheld', () => {
    const booted = bootOf({ ranges: [{ start: 0, end: 64 }] });
    scatter(booted, 64, () => user);
    booted.allocator.isolate(0);
    expect(booted.allocator.compact(0, NORMAL, 2)).toBe(COMPACT_SUCCESS);
    expect(movesOf(booted)).toEqual(['moved 8 57', 'moved 10 59']);
  });

  test('where it is reserved for high-order atomic requests', () => {
    const booted = bootOf({ ranges: [{ start: 0, end: 512 }], geometry: { pageblockOrder: 1 } });
    scatter(booted, 512, () => user);
    reservePageblock(booted.allocator.memory, NORMAL, 0, 0);
    expect(booted.allocator.compact(0, NORMAL, 1)).toBe(COMPACT_SUCCESS);
    expect(movesOf(booted)).toEqual(['moved 2 511']);
  });

  test('where it is set aside for the mirror, also if there are mirrored frames elsewhere', () => {
    const ranges = [
      { start: 0, end: 20, mirrored: true },
      { start: 20, end: 64 },
    ];
    const forUsersToo = { ...DESIGNS.reserve, criticalRequests: true };
    const booted = bootOf({ ranges, boot: { kernelcore: 'mirror' } }, forUsersToo);
    scatter(booted, 16, () => critical);
    expect(reportOf(booted.allocator).used.every(({ pfn }) => pfn < 16)).toBe(true);
    scatter(booted, 48, () => user);
    expect(booted.allocator.compact(0, NORMAL, 2)).toBe(COMPACT_SUCCESS);
    expect(movesOf(booted)).toEqual(['moved 16 57', 'moved 18 59']);
  });
});

describe('critical memory', () => {
  const ranges = [
    { start: 0, end: 64, mirrored: true },
    { start: 64, end: 128 },
  ];
  const boot = (pageblockOrder: number) =>
    bootOf({ ranges, geometry: { pageblockOrder }, boot: { kernelcore: 'mirror' } }, DESIGNS.nonmirror);

  test('that finds no mirrored place keeps no other memory from moving', () => {
    const booted = boot(4);
    scatter(booted, 64, (pfn) => (pfn % 4 === 0 ? critical : buffer));
    for (const block of [1, 2, 3]) booted.allocator.breakMirror(block);
    expect(booted.allocator.compact(0, NORMAL, 1)).toBe(COMPACT_SUCCESS);
    expect(movesOf(booted)).toEqual(['moved 2 49']);
  });

  test('moves to the last mirrored page, and neither before nor behind it', () => {
    const booted = boot(3);
    const isFree = (pfn: number) => (pfn < 24 && pfn % 2 === 1) || pfn === 31 || (pfn > 40 && pfn < 48);
    scatter(
      booted,
      64,
      () => critical,
      (pfn) => !isFree(pfn),
    );
    booted.allocator.breakMirror(2);
    booted.allocator.compact(0, NORMAL, 3);
    expect(movesOf(booted)).toEqual(['moved 0 31', 'moved 2 17', 'moved 4 19', 'moved 6 21']);
  });
});

test('the highest pageblock serves, also where a larger free block reaches into it from below', () => {
  const booted = bootOf({
    ranges: [{ start: 0, end: 128 }],
    geometry: { maxOrder: 5, memoryBlockPages: 32 },
  });
  scatter(
    booted,
    128,
    () => user,
    (pfn) => pfn < 112 && pfn % 2 === 0,
  );
  booted.allocator.compact(0, NORMAL, 5);
  expect(movesOf(booted)[0]).toBe('moved 0 120');
});
