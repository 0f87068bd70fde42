import { describe, expect, test } from 'vitest';
import { BUSY, DESIGNS, DONE, INVALID, NO_MEMORY, NOT_PERMITTED, PIN_SHORT } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';

const layout = {
  ranges: [
    { start: 0, end: 16, mirrored: true },
    { start: 16, end: 64 },
  ],
  boot: { kernelcore: 'mirror' },
} as const;
const user = gfpOf('user');
const boot = () => bootOf(layout, DESIGNS.nonmirror);

describe('a process becomes mirrored', () => {
  test('with everything it maps, and with what it asks for later', () => {
    const { allocator } = boot();
    const pages = Array.from({ length: 3 }, () => allocator.allocate(0, user, 0, 0, 2));
    expect(pages.every((pfn) => pfn >= 16)).toBe(true);
    expect(allocator.upgrade(2, 1)).toBe(DONE);
    expect(allocator.allocate(0, user, 0, 0, 2)).toBeLessThan(16);
    expect(allocator.allocate(0, user, 0, 0, 1)).toBeGreaterThanOrEqual(16);
    expect(allocator.reclaim(9, 0, 3)).toBe(1);
  });

  test('and leaves ZONE_MOVABLE even where the mirror has grown into it', () => {
    const { allocator } = boot();
    const pfn = allocator.allocate(0, user, 0, 0, 2);
    expect(pfn).toBeGreaterThanOrEqual(16);
    expect(allocator.expandMirror(pfn >> 4)).toBe(DONE);
    expect(allocator.upgrade(2, 1)).toBe(DONE);
    expect(allocator.free(pfn, 0, 0)).toBe(INVALID);
  });

  test('or not at all, for a page that must stay', () => {
    const { allocator, effects } = boot();
    const [, pinned] = [0, 1].map(() => allocator.allocate(0, user, 0, 0, 2));
    allocator.pin(pinned!, 0, PIN_SHORT);
    effects.clear();
    expect(allocator.upgrade(2, 1)).toBe(BUSY);
    expect(effectsOf(effects)).toEqual([`culprit ${pinned} 0`]);
    expect(allocator.allocate(0, user, 0, 0, 2)).toBeGreaterThanOrEqual(16);
  });

  test('or not at all, for want of room', () => {
    const { allocator } = boot();
    for (let count = 0; count < 20; count++) allocator.allocate(0, user, 0, 0, 2);
    expect(allocator.upgrade(2, 1)).toBe(NO_MEMORY);
    expect(allocator.upgrade(0, 1)).toBe(INVALID);
  });

  test('only with the privilege, under a design that knows the right', () => {
    expect(boot().allocator.upgrade(2, 0)).toBe(NOT_PERMITTED);
    expect(bootOf(layout, DESIGNS.kernelcore).allocator.upgrade(2, 1)).toBe(NOT_PERMITTED);
  });
});
