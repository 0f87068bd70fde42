import type { Layout } from '../../spec/layout/layout.ts';

/** A node that is to be pulled out as a whole: `movable_node` makes all of it ZONE_MOVABLE, and no memory is mirrored. */
export const tinyMovableNode: Layout = {
  name: 'tiny-movable-node',
  origin: '96 pages on two nodes, none mirrored; the second node is hot-pluggable and movable_node is set',
  ranges: [
    { start: 0, end: 48, node: 0, mirrored: false },
    { start: 48, end: 96, node: 1, mirrored: false, hotpluggable: true },
  ],
  reserved: [{ start: 0, end: 2, why: 'kernel image' }],
  cpus: 2,
  distances: [
    [10, 20],
    [20, 10],
  ],
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 16 },
  boot: { movableNode: true },
  tuning: { minFreePages: 2, movableMinPages: [1, 2] },
};
