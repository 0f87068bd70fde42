import type { Layout } from '../../spec/layout/layout.ts';

/**
 * What is kept from requests that may go higher is more than a kernel zone has, as with ZONE_DMA on every large machine: nothing is left
 * above the lowmem reserve, from the first request on.
 */
export const tinyLowmem: Layout = {
  name: 'tiny-lowmem',
  origin:
    '48 pages: 16 mirrored below "4 GiB", 16 mirrored above, 16 unmirrored, with a lowmem reserve as large as the zones',
  ranges: [
    { start: 0, end: 32, node: 0, mirrored: true },
    { start: 32, end: 48, node: 0, mirrored: false },
  ],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cpus: 2,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 16 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 2, movableMinPages: [1, 2], lowmemReserveRatio: [256, 1, 1] },
};
