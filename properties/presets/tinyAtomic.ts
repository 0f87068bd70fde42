import type { Layout } from '../../spec/layout/layout.ts';

/**
 * The smallest machine on which memory is reserved for high-order atomic requests: mobility is kept page by page, so that a hundredth of
 * ZONE_NORMAL is a pageblock, and a single request may have half of the zone reserved. Half of it is kept as watermarks.
 */
export const tinyAtomic: Layout = {
  name: 'tiny-atomic',
  origin: '128 pages, all mirrored, half of them kept as watermarks; pageblocks of one page',
  ranges: [{ start: 0, end: 128, node: 0, mirrored: true }],
  cpus: 2,
  geometry: { maxOrder: 6, pageblockOrder: 0, memoryBlockPages: 64, dmaEnd: 0, dma32End: 0 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 64, movableMinPages: [1, 2] },
};
