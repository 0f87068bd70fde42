import type { Layout } from '../../spec/layout/layout.ts';

/**
 * Half of the memory is still offline, as in a virtual machine that is given more while it runs: two zones, one of them mirrored, have
 * no page until it goes online. On no other small machine does a zone get its first memory without losing some before.
 */
export const tinyOffline: Layout = {
  name: 'tiny-offline',
  origin: '64 pages: 32 mirrored below "4 GiB", and above it 16 mirrored and 16 unmirrored that are offline',
  ranges: [
    { start: 0, end: 32, node: 0, mirrored: true },
    { start: 32, end: 48, node: 0, mirrored: true, offline: true },
    { start: 48, end: 64, node: 0, mirrored: false, offline: true },
  ],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cpus: 2,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 32 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 2, movableMinPages: [1, 2] },
};
