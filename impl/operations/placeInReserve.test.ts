import { describe, expect, test } from 'vitest';
import { DESIGNS, NO_MEMORY, NOT_PERMITTED } from '../../spec/index.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { freeOf, reportOf } from '../testing/reportOf.ts';

const layout = {
  ranges: [
    { start: 0, end: 16, mirrored: true },
    { start: 16, end: 32 },
  ],
  boot: { kernelcore: 'mirror' },
} as const;
const critical = gfpOf('kernelCritical');

describe('the mirror reserve', () => {
  const boot = () => bootOf(layout, DESIGNS.reserve);

  test('is served from until it is empty, without a mark, and then the request fails', () => {
    const { allocator } = boot();
    for (let pfn = 0; pfn < 16; pfn++) expect(allocator.allocate(0, critical, 0, 0)).toBe(pfn);
    expect(allocator.allocate(0, critical, 0, 0)).toBe(NO_MEMORY);
    expect(allocator.allocate(0, gfpOf('kernel'), 0, 0)).toBeGreaterThanOrEqual(16);
  });

  test('is seen by nobody else, nor counted', () => {
    const { allocator } = boot();
    expect(reportOf(allocator).zones.get(2)?.free).toBe(16);
    for (let count = 0; count < 16; count++)
      expect(allocator.allocate(0, gfpOf('user'), 0, 0)).toBeGreaterThanOrEqual(16);
    for (const name of ['user', 'kernel', 'memalloc'])
      expect(allocator.allocate(0, gfpOf(name), 0, 0)).toBe(NO_MEMORY);
    expect(freeOf(allocator)).toEqual(['0/4:6']);
  });

  test('gets its pages back at once, past the private lists', () => {
    const { allocator } = boot();
    allocator.free(allocator.allocate(0, critical, 0, 0), 0, 0);
    expect(freeOf(allocator)).toContain('0/4:6');
  });

  test('comes back with its memory block', () => {
    const { allocator } = boot();
    allocator.offline(0);
    expect(allocator.allocate(0, critical, 0, 0)).toBe(NO_MEMORY);
    allocator.online(0, 1);
    expect(freeOf(allocator)).toContain('0/4:6');
  });
});

describe('pageblocks of the mirror with a migratetype of their own', () => {
  test('serve the kernel first and user space last', () => {
    const { allocator } = bootOf(layout, DESIGNS.migratetype);
    expect(allocator.allocate(0, gfpOf('kernel'), 0, 0)).toBeLessThan(16);
    const user = Array.from({ length: 31 }, () => allocator.allocate(0, gfpOf('user'), 0, 0));
    expect(user.slice(0, 16).every((pfn) => pfn >= 16)).toBe(true);
    expect(user.slice(16).every((pfn) => pfn >= 0 && pfn < 16)).toBe(true);
  });

  test('know no reserve', () => {
    expect(bootOf(layout, DESIGNS.migratetype).allocator.allocate(0, critical, 0, 0)).toBe(NOT_PERMITTED);
  });
});
