import { expect, test } from 'vitest';
import { minMarkFor, REQUEST_CLASSES, watermarkHolds } from '../../spec/index.ts';
import { requestCode } from '../requests/requestCode.ts';
import { bootOf, gfpOf } from '../testing/bootOf.ts';
import { reportOf } from '../testing/reportOf.ts';
import { minLevel } from './mayGive.ts';
import { LOW } from './zoneRecord.ts';

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
