import { expect, test } from 'vitest';
import {
  GFP,
  GFP_KERNEL,
  isNonBlocking,
  minMarkFor,
  REQUEST_CLASSES,
  UNMOVABLE,
  watermarkHolds,
} from '../../spec/index.ts';
import { reservePageblock } from '../buddy/highatomic.ts';
import { ceilingIn, requestCode } from '../requests/requestCode.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';
import { raiseMarks } from './marks.ts';
import { minLevel } from './mayGive.ts';
import { LOW, MIN, MIN_ATOMIC, MIN_HIGH, NON_BLOCK } from './zoneRecord.ts';

const tuning = { minFreePages: 21, lowmemReserveRatio: [0, 0, 0] } as const;
const ZONE = 2;

test('the levels agree with the specification page by page', () => {
  for (const { name, gfp } of REQUEST_CLASSES.filter((entry) => requestCode(entry.gfp) >= 0)) {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 64 }], tuning });
    const { min, low } = reportOf(allocator).marks.get(ZONE)!;
    for (let free = 64; free > 0; free--) {
      for (const order of [0, 1]) {
        const holds = (mark: number) => watermarkHolds(free, 0, order, mark, 0);
        const code = requestCode(gfp);
        const may = (level: number) => allocator.mayGive(ZONE, order, code, level);
        if (order > 0 && !reportOf(allocator).free.some((block) => block.order >= order)) continue;
        expect(may(LOW), `${name} ${free}`).toBe(holds(low));
        expect(may(minLevel(gfp)), `${name} ${free}`).toBe(holds(minMarkFor(gfp, min)));
      }
      allocator.takeBlock(ZONE, 1, 0);
    }
  }
});

test('the levels of a boosted zone with a reserve agree with the specification page by page', () => {
  const RESERVE = 4;
  for (const { name, gfp } of REQUEST_CLASSES.filter((entry) => requestCode(entry.gfp) >= 0)) {
    const { allocator } = bootOf({
      ranges: [{ start: 0, end: 96 }],
      geometry: { dma32End: 64 },
      tuning: { ...tuning, lowmemReserveRatio: [0, 32 / RESERVE, 0] },
    });
    const code = requestCode(gfp);
    const ceiling = ceilingIn(code);
    if (ceiling === 0) continue; // ZONE_DMA32 is too high for it.
    const { min } = reportOf(allocator).marks.get(1)!;
    const boost = 6;
    raiseMarks(allocator.memory, 1, boost);
    const reserve = ceiling > 1 ? RESERVE : 0;
    for (let free = 64; free > 0; free--) {
      for (const order of [0, 1, 2]) {
        if (order > 0 && !reportOf(allocator).free.some((block) => block.pfn < 64 && block.order >= order))
          continue;
        // A single page with rights is not held against the boost.
        const mark =
          order === 0 && minMarkFor(gfp, 64) < 64 ? minMarkFor(gfp, min) : minMarkFor(gfp, min + boost);
        expect(allocator.mayGive(1, order, code, minLevel(gfp)), `${name} ${order} ${free}`).toBe(
          watermarkHolds(free, 0, order, mark, reserve),
        );
      }
      allocator.takeBlock(1, 1, 0);
    }
  }
});

test.each([0, 6])(
  'a reserve for bursts counts as free for those with a right to one, a boost of %i pages not against their single pages',
  (boost) => {
    const RESERVED = 2;
    const BORDER = 130; // Above it all levels hold.
    for (const gfp of [GFP_KERNEL, GFP_KERNEL | GFP.HIGH, gfpOf('atomic'), gfpOf('nowait')]) {
      const { allocator } = bootOf({
        ranges: [{ start: 0, end: 512 }],
        geometry: { pageblockOrder: 1 },
        tuning: { ...tuning, minFreePages: 100 },
      });
      reservePageblock(allocator.memory, ZONE, 500, 1);
      const { min } = reportOf(allocator).marks.get(ZONE)!;
      raiseMarks(allocator.memory, ZONE, boost);
      for (let taken = 512; taken > BORDER; taken--) allocator.takeBlock(ZONE, UNMOVABLE, 0);
      const hasRight = (gfp & GFP.HIGH) !== 0 || isNonBlocking(gfp);
      for (let free = BORDER; free > 8; free--) {
        for (const order of [0, 1]) {
          const mark = minMarkFor(gfp, order === 0 && gfp & GFP.HIGH ? min : min + boost);
          expect(
            allocator.mayGive(ZONE, order, requestCode(gfp), minLevel(gfp)),
            `${gfp} ${order} ${free}`,
          ).toBe(watermarkHolds(free, hasRight ? 0 : RESERVED, order, mark, 0));
        }
        allocator.takeBlock(ZONE, UNMOVABLE, 0);
      }
    }
  },
);

test('what is reserved for bursts in pieces serves no larger burst', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 512 }], geometry: { pageblockOrder: 1 } });
  for (const pfn of [100, 200, 300]) reservePageblock(allocator.memory, ZONE, pfn, 1);
  while (allocator.takeBlock(ZONE, UNMOVABLE, 0) >= 0);
  const code = requestCode(gfpOf('kernel'));
  expect([1, 2].map((order) => allocator.mayGive(ZONE, order, code, MIN_ATOMIC | NON_BLOCK))).toEqual([
    true,
    false,
  ]);
});

test('what is reserved for bursts serves high-order atomic requests, and single pages to who cannot wait', () => {
  const { allocator } = bootOf({
    ranges: [{ start: 0, end: 512 }],
    geometry: { pageblockOrder: 1, maxOrder: 3 },
  });
  const { memory } = allocator;
  reservePageblock(memory, ZONE, 100, 1);
  while (allocator.takeBlock(ZONE, 0, 0) >= 0); // Only what is reserved is left.
  const code = requestCode(gfpOf('kernel'));
  const may = (order: number) =>
    [LOW, MIN, MIN_HIGH, MIN_ATOMIC, MIN | NON_BLOCK, MIN_HIGH | NON_BLOCK, MIN_ATOMIC | NON_BLOCK].map(
      (level) => allocator.mayGive(ZONE, order, code, level),
    );
  expect(may(0)).toEqual([false, false, false, false, true, true, true]);
  expect(may(1)).toEqual([false, false, false, false, false, false, true]);
  expect(may(2)).toEqual([false, false, false, false, false, false, false]);
});

test('a large block of CMA does not serve a kernel request that has single pages left', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }], cma: [{ start: 16, end: 32 }] });
  const pfns = Array.from({ length: 16 }, () => allocator.takeBlock(ZONE, 0, 0));
  for (const pfn of pfns.filter((each) => each % 2 === 0)) allocator.putFree(pfn, 0);
  expect(allocator.mayGive(ZONE, 0, requestCode(gfpOf('kernel')), LOW)).toBe(true);
  expect(allocator.mayGive(ZONE, 1, requestCode(gfpOf('kernel')), LOW)).toBe(false);
  expect(allocator.mayGive(ZONE, 1, requestCode(gfpOf('user')), LOW)).toBe(true);
});

test('free CMA pages do not count for a kernel request', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 32 }], cma: [{ start: 16, end: 32 }] });
  allocator.takeBlock(ZONE, 0, 4);
  expect(allocator.mayGive(ZONE, 0, requestCode(gfpOf('kernel')), LOW)).toBe(false);
  expect(allocator.mayGive(ZONE, 4, requestCode(gfpOf('user')), LOW)).toBe(true);
});

test('enough pages in too small blocks do not serve a larger request', () => {
  const { allocator } = bootOf({ ranges: [{ start: 1, end: 4 }] });
  expect(allocator.mayGive(ZONE, 1, requestCode(gfpOf('kernel')), LOW)).toBe(true);
  expect(allocator.mayGive(ZONE, 2, requestCode(gfpOf('kernel')), LOW)).toBe(false);
});

test('a lower zone keeps its reserve from requests that had a higher one', () => {
  const { allocator } = bootOf({
    ranges: [{ start: 0, end: 64 }],
    geometry: { dma32End: 16 },
    tuning: { minFreePages: 0, lowmemReserveRatio: [0, 3, 0] },
  });

  expect(allocator.mayGive(1, 0, requestCode(gfpOf('dma32')), LOW)).toBe(true);
  expect(allocator.mayGive(1, 0, requestCode(gfpOf('kernel')), LOW)).toBe(false);
});
