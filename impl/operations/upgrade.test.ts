import { describe, expect, test } from 'vitest';
import { BUSY, DESIGNS, DONE, INVALID, NO_MEMORY, NOT_PERMITTED, PIN_SHORT } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

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
    expect(allocator.allocate(0, gfpOf('kernel'), 0, 0, 2)).toBeGreaterThanOrEqual(0);
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

  test('and what is in the mirror stays there, whoever holds it', () => {
    const { allocator, effects } = boot();
    const [first, second] = [0, 1].map(() => allocator.allocate(3, user, 0, 0, 2));
    expect([allocator.upgrade(2, 1), allocator.free(first!, 3, 0), allocator.free(second!, 3, 0)]).toEqual([
      DONE,
      INVALID,
      INVALID,
    ]);
    const blocks = reportOf(allocator).used;
    expect(blocks).toEqual([
      { pfn: 0, order: 3 },
      { pfn: 8, order: 3 },
    ]);
    allocator.pin(8, 3, PIN_SHORT);
    effects.clear();
    expect(allocator.upgrade(2, 1)).toBe(DONE);
    expect(effectsOf(effects)).toEqual([]);
    expect(reportOf(allocator).used).toEqual(blocks);
    expect([allocator.unpin(8, 3, PIN_SHORT), allocator.reclaim(9, 0, 3)]).toEqual([DONE, 0]);
    for (const pfn of [0, 8]) expect(allocator.free(pfn, 3, 0)).toBe(DONE);
  });

  test('without what its process has freed, though somebody still reads it', () => {
    const { allocator, effects } = boot();
    const pfn = allocator.allocate(0, user, 0, 0, 2);
    allocator.getRef(pfn, 0);
    allocator.free(pfn, 0, 0);
    effects.clear();
    expect(allocator.upgrade(2, 1)).toBe(DONE);
    expect(effectsOf(effects)).toEqual([]);
  });

  test('once more, when a part of the mirror was lost', () => {
    const { allocator } = bootOf(
      {
        ranges: [
          { start: 0, end: 16, mirrored: true },
          { start: 16, end: 64 },
          { start: 64, end: 80, node: 1, mirrored: true },
        ],
        boot: { kernelcore: 'mirror' },
      },
      DESIGNS.nonmirror,
    );
    allocator.allocate(1, user, 0, 0, 2);
    expect(allocator.upgrade(2, 1)).toBe(DONE);
    const [before] = reportOf(allocator).used;
    expect(before!.pfn).toBeLessThan(16);
    allocator.breakMirror(0);
    expect(allocator.upgrade(2, 1)).toBe(DONE);
    const [after] = reportOf(allocator).used;
    expect(after!.pfn).toBeGreaterThanOrEqual(64);
    expect(allocator.free(after!.pfn, 1, 0)).toBe(DONE);
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
