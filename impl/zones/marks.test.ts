import { expect, test } from 'vitest';
import { bootOf } from '../testing/bootOf.ts';
import { raiseMarks } from './marks.ts';
import { BATCH_PAGES, FULL_PAGES, ZONE_WORDS } from './zoneRecord.ts';
import { fieldOf } from './zones.ts';

const ZONE = 2;
const geometry = { memoryBlockPages: 64 };

test.each([
  [64, 1, 0, 1, 4],
  [512, 1, 0, 3, 12],
  [1024, 1, 0, 7, 28],
  [1024, 16, 0, 1, 4],
  [16384, 1, 0, 7, 28],
  [65536, 1, 0, 15, 60],
  [1 << 18, 1, 0, 63, 252],
  [512, 1, 300, 3, 64],
  [512, 2, 300, 3, 32],
  [512, 1, 24, 3, 30],
])(
  'a zone of %i pages with %i CPUs that keeps %i has batches of %i, and private lists of %i pages',
  (...row) => {
    const [pages, cpus, minFreePages, batch, full] = row;
    const tuning = { minFreePages, lowmemReserveRatio: [0, 0, 0], watermarkScaleFactor: 0 } as const;
    const { allocator } = bootOf({ ranges: [{ start: 0, end: pages }], cpus, geometry, tuning });
    const { zones } = allocator.memory;
    expect([zones[fieldOf(ZONE, BATCH_PAGES)], zones[fieldOf(ZONE, FULL_PAGES)]]).toEqual([batch, full]);
  },
);

test('a boost is of one zone, and of none above it', () => {
  const { allocator } = bootOf({ ranges: [{ start: 0, end: 256 }], geometry: { dma32End: 128 } });
  const { zones } = allocator.memory;
  const others = () => [...zones.slice(0, ZONE_WORDS), ...zones.slice(2 * ZONE_WORDS)];
  const before = others();
  raiseMarks(allocator.memory, 1, 8);
  expect(others()).toEqual(before);
});
