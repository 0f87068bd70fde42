import type { Layout } from '../../spec/layout/layout.ts';

/**
 * 4096 pages with Linux's largest block: a quarter ZONE_DMA32, a quarter ZONE_NORMAL with an eighth of it CMA, half ZONE_MOVABLE.
 * Pageblocks are smaller than Linux's, or the CMA area would be half of ZONE_NORMAL. For measurements that fit the CPU's caches.
 */
export const small: Layout = {
  name: 'small',
  origin: '4096 pages: a quarter DMA32, a quarter Normal, half Movable',
  ranges: [
    { start: 0, end: 2048, node: 0, mirrored: true },
    { start: 2048, end: 4096, node: 0, mirrored: false },
  ],
  reserved: [{ start: 0, end: 64, why: 'memory map' }],
  cma: [{ start: 1920, end: 2048 }],
  cpus: 2,
  geometry: { maxOrder: 10, pageblockOrder: 7, memoryBlockPages: 1024, dmaEnd: 0, dma32End: 1024 },
  boot: { kernelcore: 'mirror' },
};
