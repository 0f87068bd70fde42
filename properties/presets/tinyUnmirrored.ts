import type { Layout } from '../../spec/layout/layout.ts';

/**
 * Booted with `kernelcore=mirror` on memory of which nothing is mirrored: the option is ignored with a warning, and all memory is
 * the kernel's.
 */
export const tinyUnmirrored: Layout = {
  name: 'tiny-unmirrored',
  origin: '64 pages without a mirror, booted with kernelcore=mirror: 16 below "4 GiB", 48 above',
  ranges: [{ start: 0, end: 64, node: 0, mirrored: false }],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cma: [{ start: 24, end: 32 }],
  cpus: 2,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 16 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 2, movableMinPages: [1, 2] },
};
