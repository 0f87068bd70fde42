import { type Layout, X86_64 } from '../../spec/index.ts';

/** One page for each of 16 memory blocks. */
export const LEAST_PAGES = 16;
/** Linux keeps at least 32 pages free, whatever there is; smaller machines than this keep a 128th. */
const SMALL_PAGES = 4096;

/** 256 GiB; more would take gigabytes of tables. */
export const MOST_PAGES = 2 ** 26;

/**
 * A machine of so many pages: one node, ZONE_NORMAL and, where a part of the memory is mirrored, what the design makes of it. Sizes
 * are those of x86-64; where memory is too small for them they shrink, so that a few hundred pages behave like gigabytes.
 */
export function layoutOfPages(pages: number, mirrored: number, cpus: number): Layout {
  const border = { start: mirrored, end: pages };
  return {
    name: 'pages',
    ranges: [
      ...(mirrored > 0 ? [{ start: 0, end: mirrored, node: 0, mirrored: true }] : []),
      ...(mirrored < pages ? [{ ...border, node: 0, mirrored: false }] : []),
    ],
    cpus,
    geometry: { ...sizesFor(pages), dmaEnd: 0, dma32End: 0 },
    boot: mirrored > 0 ? { kernelcore: 'mirror' } : {},
    ...(pages < SMALL_PAGES && { tuning: { minFreePages: pages >> 7, movableMinPages: [0, pages >> 7] } }),
  };
}

/** At least 16 memory blocks, of at least 2 pageblocks. */
function sizesFor(pages: number) {
  const { maxOrder, pageblockOrder, memoryBlockPages } = X86_64;
  if (pages >= 16 * memoryBlockPages) return { maxOrder, pageblockOrder, memoryBlockPages };
  const blockOrder = Math.max(0, Math.floor(Math.log2(pages)) - 4);
  return {
    maxOrder: Math.min(maxOrder, blockOrder),
    pageblockOrder: Math.min(pageblockOrder, Math.max(0, blockOrder - 1)),
    memoryBlockPages: 2 ** blockOrder,
  };
}
