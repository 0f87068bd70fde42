import { describe, expect, test } from 'vitest';
import {
  DESIGNS,
  DONE,
  ERROR_REAL,
  NO_MEMORY,
  NOT_ONLINE,
  NOT_PERMITTED,
  POISON_CORRECTED,
  POISON_RECOVERED,
} from '../../spec/index.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf } from '../testing/reportOf.ts';

const layout = {
  ranges: [
    { start: 0, end: 32, mirrored: true },
    { start: 32, end: 48 },
  ],
  boot: { kernelcore: 'mirror' },
} as const;
const critical = gfpOf('critical');

describe('a mirror that breaks', () => {
  test('corrects nothing any more, and keeps no promise in its zone', () => {
    const { allocator } = bootOf(layout, DESIGNS.nonmirror);
    expect(allocator.allocate(0, critical, 0, 0)).toBeGreaterThanOrEqual(0);
    expect(allocator.breakMirror(1)).toBe(DONE);
    expect(allocator.poison(20, ERROR_REAL)).toBe(POISON_RECOVERED);
    expect(allocator.poison(8, ERROR_REAL)).toBe(POISON_CORRECTED);
    expect(allocator.allocate(0, critical, 0, 0)).toBe(NO_MEMORY);
    expect(allocator.breakMirror(7)).toBe(NOT_ONLINE);
  });

  test('makes ordinary pageblocks of those that were set apart', () => {
    for (const design of [DESIGNS.reserve, DESIGNS.migratetype]) {
      const { allocator } = bootOf(layout, design);
      allocator.breakMirror(0);
      expect(freeOf(allocator)).toContain('0/4:1');
      expect(freeOf(allocator)).toContain('16/4:6');
    }
  });
});

describe('a mirror that grows', () => {
  test('restores the promise of its zone', () => {
    const { allocator } = bootOf(layout, DESIGNS.nonmirror);
    allocator.breakMirror(1);
    expect(allocator.expandMirror(1)).toBe(DONE);
    expect(allocator.poison(20, ERROR_REAL)).toBe(POISON_CORRECTED);
    expect(allocator.allocate(0, critical, 0, 0)).toBeGreaterThanOrEqual(0);
    expect(allocator.expandMirror(7)).toBe(NOT_ONLINE);
  });

  test('is refused by designs that do not know it', () => {
    expect(bootOf(layout, DESIGNS.kernelcore).allocator.expandMirror(2)).toBe(NOT_PERMITTED);
  });
});
