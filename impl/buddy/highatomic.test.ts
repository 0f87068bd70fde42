import { describe, expect, test } from 'vitest';
import { HIGHATOMIC, UNMOVABLE } from '../../spec/index.ts';
import { bootOf, effectsOf, gfpOf } from '../testing/bootOf.ts';
import { reservedIn, reservePageblock, unreservePageblock } from './highatomic.ts';

const kernel = gfpOf('kernel');
const [DMA, DMA32, NORMAL] = [0, 1, 2];

/** Three zones that may reserve a pageblock of two pages each; one lies across the first border, and none across the second. */
const boot = () =>
  bootOf({ ranges: [{ start: 0, end: 606 }], geometry: { pageblockOrder: 1, dmaEnd: 203, dma32End: 406 } });

describe('a pageblock is reserved', () => {
  test('where all of it lies in the zone', () => {
    const { allocator, effects } = boot();
    reservePageblock(allocator.memory, DMA32, 404, 1);
    expect(effectsOf(effects)).toEqual([`typeChanged 404 ${HIGHATOMIC}`]);
    expect([DMA, DMA32, NORMAL].map((zone) => reservedIn(allocator.memory, zone))).toEqual([0, 1, 0]);
  });

  test('not across a border of zones, whichever side it is asked for', () => {
    const { allocator, effects } = boot();
    reservePageblock(allocator.memory, DMA, 202, 0);
    reservePageblock(allocator.memory, DMA32, 203, 0);
    expect(effects.count).toBe(0);
  });

  test('not where a hundredth of the zone is less than a pageblock', () => {
    const { allocator, effects } = bootOf({
      ranges: [{ start: 0, end: 198 }],
      geometry: { pageblockOrder: 1 },
    });
    reservePageblock(allocator.memory, NORMAL, 4, 1);
    expect(effects.count).toBe(0);
  });

  test('not once a zone has a hundredth of it reserved, whatever others have', () => {
    const { allocator, effects } = boot();
    for (const [zone, pfn] of [
      [DMA32, 300],
      [DMA32, 304],
      [NORMAL, 500],
      [NORMAL, 504],
    ] as const)
      reservePageblock(allocator.memory, zone, pfn, 1);
    expect(effectsOf(effects)).toEqual([`typeChanged 300 ${HIGHATOMIC}`, `typeChanged 500 ${HIGHATOMIC}`]);
  });
});

describe('a reserved pageblock is given up', () => {
  test.each([
    [DMA, 100],
    [DMA32, 300],
    [NORMAL, 500],
  ])('in zone %i, wherever it comes in the zonelist', (zone, pfn) => {
    const { allocator, effects } = boot();
    const { memory } = allocator;
    reservePageblock(memory, zone, pfn, 1);
    effects.clear();
    expect(unreservePageblock(memory, kernel, 0, 1)).toBe(false);
    expect(unreservePageblock(memory, kernel, 0, 0)).toBe(true);
    expect(effectsOf(effects)).toEqual([`typeChanged ${pfn} ${UNMOVABLE}`]);
    expect(unreservePageblock(memory, kernel, 0, 0)).toBe(false);
  });

  test('out of a free block of the largest order', () => {
    const { allocator, effects } = boot();
    const pfn = allocator.allocate(4, kernel, 0, 0);
    reservePageblock(allocator.memory, NORMAL, pfn, 4);
    allocator.free(pfn, 4, 0);
    effects.clear();
    expect(unreservePageblock(allocator.memory, kernel, 0, 0)).toBe(true);
    expect(effectsOf(effects)).toEqual([`typeChanged ${pfn} ${UNMOVABLE}`]);
  });
});
