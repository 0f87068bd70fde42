import { expect, test } from 'vitest';
import { MOVABLE, RECLAIMABLE, UNMOVABLE } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';

const ZONE = 2;
const NONE = -1;

/** Sixteen pages a pageblock; every page is held, but for those freed below. */
function filled(layout: SmallLayout, name: string) {
  const booted = bootOf({ geometry: { maxOrder: 4, pageblockOrder: 4 }, ...layout });
  const pages: number[] = [];
  for (;;) {
    const pfn = booted.allocator.allocate(0, gfpOf(name), 0, 0);
    if (pfn < 0) break;
    pages.push(pfn);
  }
  booted.effects.clear();
  const release = (pfn: number) => {
    booted.allocator.free(pfn, 0, 0);
    booted.allocator.drain(0);
    booted.effects.clear();
  };
  return { ...booted, pages, release };
}

test('a whole block changes type, and every pageblock of it is reported before it serves', () => {
  const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  allocator.allocate(0, gfpOf('kernel'), 0, 0);
  expect(effectsOf(effects)).toEqual(['typeChanged 0 0', 'typeChanged 8 0', 'took 0 0']);
});

test('the first type of the fallback row with a block is the donor', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }], geometry: { memoryBlockPages: 16 } });
  allocator.allocate(4, gfpOf('reclaimable'), 0, 0);
  allocator.putFree(0, 4);
  expect(allocator.claimBlock(ZONE, UNMOVABLE, 4)).toBe(0);
  expect(reportOf(allocator).pageblocks.get(0)?.type).toBe(UNMOVABLE);
  expect(reportOf(allocator).pageblocks.get(16)?.type).toBe(MOVABLE);
});

test('a pageblock half full of kernel pages is claimed for the kernel', () => {
  const { allocator, effects, release } = filled({ ranges: [{ start: 0, end: 16 }] }, 'kernel');
  allocator.memory.types[0] = MOVABLE;
  allocator.memory.storedTypes[0] = MOVABLE;
  release(4);
  expect(allocator.claimBlock(ZONE, RECLAIMABLE, 0)).toBe(4);
  expect(effectsOf(effects)).toEqual([`typeChanged 0 ${RECLAIMABLE}`]);
});

test('a pageblock full of user pages is not claimed for the kernel', () => {
  const { allocator, release } = filled({ ranges: [{ start: 0, end: 16 }] }, 'user');
  release(4);
  expect(allocator.claimBlock(ZONE, UNMOVABLE, 0)).toBe(NONE);
  expect(allocator.stealBlock(ZONE, UNMOVABLE, 0)).toBe(4);
  expect(reportOf(allocator).pageblocks.get(0)?.type).toBe(MOVABLE);
});

test('a movable request does not claim for crumbs', () => {
  const { allocator, release } = filled({ ranges: [{ start: 0, end: 16 }] }, 'kernel');
  release(4);
  expect(allocator.claimBlock(ZONE, MOVABLE, 0)).toBe(NONE);
  expect(allocator.stealBlock(ZONE, MOVABLE, 0)).toBe(4);
});

test('a movable request claims a pageblock half full of movable pages', () => {
  const { allocator, pages } = filled({ ranges: [{ start: 0, end: 16 }] }, 'user');
  allocator.memory.types[0] = UNMOVABLE;
  allocator.memory.storedTypes[0] = UNMOVABLE;
  expect(pages).toHaveLength(16);
  for (const pfn of [4, 5, 6, 7]) allocator.free(pfn, 0, 0);
  allocator.drain(0);
  expect(allocator.claimBlock(ZONE, MOVABLE, 0)).toBe(4);
});

test('a pageblock that reaches into a hole is left alone', () => {
  const { allocator } = bootOf({
    ranges: [{ start: 0, end: 12 }],
    geometry: { maxOrder: 4, pageblockOrder: 4 },
  });
  expect(allocator.claimBlock(ZONE, UNMOVABLE, 0)).toBe(NONE);
  expect(allocator.stealBlock(ZONE, UNMOVABLE, 1)).toBeGreaterThanOrEqual(0);
});

test('the rest of a stolen block stays with the donor', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 16 }] });
  expect(allocator.stealBlock(ZONE, UNMOVABLE, 0)).toBe(0);
  expect(reportOf(allocator).free.every(({ type }) => type === MOVABLE)).toBe(true);
  expect(bootOf({ ranges: [{ start: 0, end: 16 }] }).allocator.stealBlock(0, UNMOVABLE, 0)).toBe(NONE);
});
