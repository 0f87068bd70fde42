import type { Layout } from '../../spec/layout/layout.ts';

/**
 * Mirrored ranges that end in the middle of a block, as firmware may make them: ZONE_MOVABLE starts at the next multiple of the
 * largest block, so some unmirrored pages stay in ZONE_NORMAL, and a later zone border lies inside a pageblock.
 */
export const tinyMisaligned: Layout = {
  name: 'tiny-misaligned',
  origin: '96 pages: mirrored ranges that begin and end inside a pageblock',
  ranges: [
    { start: 0, end: 37, node: 0, mirrored: true },
    { start: 37, end: 66, node: 0, mirrored: false },
    { start: 66, end: 75, node: 0, mirrored: true },
    { start: 75, end: 96, node: 0, mirrored: false },
  ],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cpus: 2,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 16 },
  boot: { kernelcore: 'mirror' },
  tuning: { minFreePages: 2, movableMinPages: [1, 2] },
};
