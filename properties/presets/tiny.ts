import type { Layout } from '../../spec/layout/layout.ts';

/**
 * The smallest machine that has everything: 64 pages in three zones, one CMA pageblock, two reserved pages. Small enough to
 * explore every state and to print every page.
 */
export const tiny: Layout = {
  name: 'tiny',
  origin: '64 pages: 16 mirrored below "4 GiB", 16 mirrored above, 32 unmirrored',
  ranges: [
    { start: 0, end: 32, node: 0, mirrored: true },
    { start: 32, end: 64, node: 0, mirrored: false },
  ],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cma: [{ start: 24, end: 32 }],
  cpus: 2,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 16 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 2, movableMinPages: [1, 2] },
};
