import type { Layout } from '../../spec/layout/layout.ts';

/**
 * The smallest machine on which pageblocks are reserved for high-order atomic requests: a hundredth of ZONE_NORMAL is more than a
 * pageblock, and watermarks are so high that requests often come below the low mark.
 */
export const smallAtomic: Layout = {
  name: 'small-atomic',
  origin: '1152 pages: 1024 mirrored, 128 unmirrored, a third of them kept as watermarks',
  ranges: [
    { start: 0, end: 1024, node: 0, mirrored: true },
    { start: 1024, end: 1152, node: 0, mirrored: false },
  ],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cma: [{ start: 1000, end: 1008 }],
  cpus: 2,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 64, dmaEnd: 0, dma32End: 64 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 400, movableMinPages: [8, 12], lowmemReserveRatio: [256, 32, 32] },
};
