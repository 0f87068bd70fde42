import type { Layout } from '../../spec/layout/layout.ts';

/**
 * CMA areas as memory of ZONE_MOVABLE, one in unmirrored memory below "4 GiB" and one in the mirror: kernel zones have less than
 * half of the machine, and no kernel request sees an area. Set `boot.cma` to `migratetype` for the same machine as Linux has it.
 */
export const tinyZoneCma: Layout = {
  name: 'tiny-zone-cma',
  origin:
    '96 pages: 32 below "4 GiB", half of them mirrored, 32 mirrored above, 32 unmirrored, with CMA in ZONE_MOVABLE',
  ranges: [
    { start: 0, end: 16, node: 0, mirrored: true },
    { start: 16, end: 32, node: 0, mirrored: false },
    { start: 32, end: 64, node: 0, mirrored: true },
    { start: 64, end: 96, node: 0, mirrored: false },
  ],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cma: [
    { start: 24, end: 32 },
    { start: 48, end: 56 },
  ],
  cpus: 2,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 32 },
  boot: { kernelcore: 'mirror', cma: 'zone' },
  tuning: { minFreePages: 3, movableMinPages: [1, 2] },
};
