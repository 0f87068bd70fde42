import { expect, test } from 'vitest';
import { DESIGN_NAMES, DESIGNS, layoutFaultOf, memoryMapOf, X86_64 } from '../../spec/index.ts';
import { createAllocator } from './createAllocator.ts';
import { layoutOfPages } from './layoutOfPages.ts';
import { shapeFaultOf } from './shapeOfLayout.ts';

test.each([
  [64, 0],
  [64, 32],
  [64, 64],
])(
  '%i pages, %i of them mirrored, are a layout like any other, and nothing is to be said against it',
  (pages, mirrored) => {
    const layout = layoutOfPages(pages, mirrored, 1);
    expect(shapeFaultOf(layout) ?? layoutFaultOf(layout)).toBeUndefined();
    expect(layout.name).toMatch(/^[a-z0-9.-]+$/);
    for (const design of DESIGN_NAMES) {
      const { findings, runs } = memoryMapOf(layout, DESIGNS[design]);
      expect(findings, design).toEqual([]);
      expect(runs.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(pages);
    }
  },
);

/** The table above init_per_zone_wmark_min, mm/page_alloc.c. */
test.each([
  [16, 512],
  [32, 724],
  [64, 1024],
  [128, 1448],
])('a machine of %i MiB keeps the %i KiB free that Linux keeps', (mebibytes, kibibytes) => {
  const [zone] = createAllocator({ pages: mebibytes * 256 }).zones();
  expect(zone?.min).toBe(kibibytes >> 2);
});

test('a machine below that keeps a 128th in its kernel zones, and a 1024th of ZONE_MOVABLE, which Linux would raise to 32 pages', () => {
  const frames = createAllocator({ pages: 2048, mirroredPages: 1024, design: 'kernelcore' });
  expect(frames.zones().map(({ name, min }) => [name, min])).toEqual([
    ['Normal', 16],
    ['Movable', 1],
  ]);
});

test('sizes are those of x86-64 wherever 16 memory blocks fit', () => {
  const { maxOrder, pageblockOrder, memoryBlockPages } = X86_64;
  for (const pages of [2 ** 19, 2 ** 22])
    expect(layoutOfPages(pages, 0, 1).geometry).toEqual({
      ...{ maxOrder, pageblockOrder, memoryBlockPages },
      ...{ dmaEnd: 0, dma32End: 0 },
    });
});
