import type { Layout } from '../../spec/layout/layout.ts';

/**
 * Two small nodes: node 0 alternates mirrored and unmirrored memory, so its ZONE_NORMAL and ZONE_MOVABLE overlap in span; node 1 has
 * no mirrored memory at all, and its last memory block is offline.
 */
export const tinyNuma: Layout = {
  name: 'tiny-numa',
  origin: '128 pages on two nodes: interleaved mirrored ranges on the first, none on the second',
  ranges: [
    { start: 0, end: 32, node: 0, mirrored: true },
    { start: 32, end: 48, node: 0, mirrored: false },
    { start: 48, end: 64, node: 0, mirrored: true },
    { start: 64, end: 80, node: 0, mirrored: false },
    { start: 80, end: 112, node: 1, mirrored: false },
    { start: 112, end: 128, node: 1, mirrored: false, offline: true },
  ],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cpus: 2,
  distances: [
    [10, 20],
    [20, 10],
  ],
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 16 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 2, movableMinPages: [1, 2] },
};
