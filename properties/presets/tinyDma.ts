import type { Layout } from '../../spec/layout/layout.ts';

/**
 * All four zones on two nodes, with borders inside pageblocks, each kernel zone large enough that pageblocks are reserved in it for
 * high-order atomic requests. No other small machine has ZONE_DMA, more than one zone to give such a pageblock up, or a frame 0 that is given out.
 */
export const tinyDma: Layout = {
  name: 'tiny-dma',
  origin: '672 pages: 203 of ZONE_DMA, 208 of ZONE_DMA32, 229 mirrored above on a second node, 32 unmirrored',
  ranges: [
    { start: 0, end: 411, node: 0, mirrored: true },
    { start: 411, end: 640, node: 1, mirrored: true },
    { start: 640, end: 672, node: 1, mirrored: false },
  ],
  cma: [{ start: 600, end: 608 }],
  cpus: 2,
  distances: [
    [10, 20],
    [20, 10],
  ],
  geometry: { maxOrder: 4, pageblockOrder: 1, memoryBlockPages: 32, dmaEnd: 203, dma32End: 411 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 320, movableMinPages: [4, 6], lowmemReserveRatio: [256, 64, 32] },
};
