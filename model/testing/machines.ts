import type { Layout, MemoryRange, Tuning } from '../../spec/layout/layout.ts';

/** No page is kept back: a request may have the last one. */
export const NO_MARKS: Tuning = {
  minFreePages: 0,
  movableMinPages: [0, 0],
  lowmemReserveRatio: [0, 0, 0],
  watermarkScaleFactor: 0,
};

/**
 * A small machine: pageblocks of 8 pages, blocks of at most 16, memory blocks of 16.
 *
 * @param memory `'M0-32 U32-64 1:U64-80o'`: mirrored, unmirrored, on node 1 and offline
 */
export const machine = (memory: string, more: Partial<Layout> = {}): Layout => ({
  name: 'test',
  ranges: memory.split(' ').map(rangeOf),
  cpus: 1,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 0 },
  boot: { kernelcore: 'mirror' },
  tuning: NO_MARKS,
  ...more,
});

/** 32 pages of one ordinary zone, where mirroring plays no part. */
export const plain: Layout = machine('U0-32');

/** ZONE_NORMAL, mirrored, below 32; ZONE_MOVABLE, not mirrored, from there on. */
export const mirrored: Layout = machine('M0-32 U32-64');

/** The same with a CMA pageblock at 24. */
export const withCma: Layout = machine('M0-32 U32-64', { cma: [{ start: 24, end: 32 }] });

function rangeOf(text: string): MemoryRange {
  const [, node = '0', kind, start, end, offline] = /^(?:(\d):)?([MU])(\d+)-(\d+)(o?)$/.exec(text) ?? [];
  return {
    start: Number(start),
    end: Number(end),
    node: Number(node),
    mirrored: kind === 'M',
    ...(offline ? { offline: true } : {}),
  };
}
