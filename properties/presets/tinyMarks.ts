import type { Layout } from '../../spec/layout/layout.ts';

/**
 * Watermarks high enough to tell the rights of requests apart: half of a min mark and three eighths of it are different numbers of
 * pages here, as are low and high marks. On the other tiny machines they coincide.
 */
export const tinyMarks: Layout = {
  name: 'tiny-marks',
  origin:
    '128 pages: 32 mirrored below "4 GiB", 32 mirrored above, 64 unmirrored, a fifth of them kept as watermarks',
  ranges: [
    { start: 0, end: 64, node: 0, mirrored: true },
    { start: 64, end: 128, node: 0, mirrored: false },
  ],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cma: [{ start: 48, end: 56 }],
  cpus: 2,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 32 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 24, movableMinPages: [8, 12], lowmemReserveRatio: [256, 16, 8] },
};
