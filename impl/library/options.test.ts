import { expect, test } from 'vitest';
import { DESIGNS, type Layout, X86_64 } from '../../spec/index.ts';
import { layoutOf } from '../testing/bootOf.ts';
import { AllocatorError } from './allocatorError.ts';
import { createAllocator } from './createAllocator.ts';
import type { AllocatorOptions } from './options.ts';

function complaintOf(options: AllocatorOptions): string {
  try {
    createAllocator(options);
  } catch (error) {
    expect(error).toBeInstanceOf(AllocatorError);
    expect((error as AllocatorError).code).toBe('BAD_OPTIONS');
    return (error as AllocatorError).message;
  }
  return 'nothing to complain of';
}

const layout = layoutOf({ ranges: [{ start: 0, end: 64 }] });
const of = (change: Partial<Layout>): AllocatorOptions => ({ layout: { ...layout, ...change } });

test('any number of pages is a machine that serves', () => {
  for (const pages of [16, 17, 100, 1000, 4096, 2 ** 16, 2 ** 19 + 5]) {
    const frames = createAllocator({ pages });
    const zones = frames.zones();
    expect(zones.reduce((sum, { managed }) => sum + managed, 0)).toBe(pages);
    expect(frames.allocate(0, { class: 'user' })).toBeGreaterThanOrEqual(0);
  }
});

test('mirrored pages are the first ones, and kernel memory stays there under kernelcore', () => {
  const frames = createAllocator({ pages: 1024, mirroredPages: 512, design: 'kernelcore' });
  expect(frames.zones().map(({ name, managed }) => `${name} ${managed}`)).toEqual([
    'Normal 512',
    'Movable 512',
  ]);
  for (let block = 0; block < 100; block++) expect(frames.allocate(0)).toBeLessThan(512);
  expect(frames.allocate(0, { class: 'user' })).toBeGreaterThanOrEqual(512);
});

test('all pages may be mirrored', () => {
  const frames = createAllocator({ pages: 64, mirroredPages: 64, design: 'kernelcore' });
  expect(frames.zones().map(({ name, managed }) => `${name} ${managed}`)).toEqual(['Normal 64']);
});

test('a design may be given as data, and a layout in full', () => {
  const frames = createAllocator({ layout, design: DESIGNS.none });
  expect(frames.raw.memory.design).toBe(DESIGNS.none);
  expect(frames.raw.memory.map.layout).toBe(layout);
});

test.each<[string, AllocatorOptions, string]>([
  [
    'no memory',
    {},
    'createAllocator: pages: expected a whole number from 16 to 67108864, found nothing; give pages, or a layout',
  ],
  [
    'a broken number',
    { pages: 99.5 },
    'createAllocator: pages: expected a whole number from 16 to 67108864, found 99.5; give pages, or a layout',
  ],
  [
    'both',
    { pages: 64, layout },
    'createAllocator: pages: expected either pages or layout, found both; leave out the one that you do not mean',
  ],
  [
    'too much mirror',
    { pages: 64, mirroredPages: 65 },
    'createAllocator: mirroredPages: expected at most pages, 64, found 65; mirror fewer pages',
  ],
  [
    'no CPU',
    { pages: 64, cpus: 0 },
    'createAllocator: cpus: expected a whole number from 1 to 4096, found 0; count the CPUs',
  ],
  [
    'an unknown design',
    { pages: 64, design: 'mirror' as 'none' },
    "createAllocator: design: expected one of none, full, kernelcore, nonmirror, reserve, migratetype, found 'mirror'; name one of these",
  ],
  [
    'no ranges',
    of({ ranges: [] }),
    'createAllocator: layout.ranges: expected at least one range of memory, found ; correct this field',
  ],
  [
    'a range that ends before it begins',
    of({ ranges: [{ start: 8, end: 8, node: 0, mirrored: false }] }),
    'createAllocator: layout.ranges[0].end: expected a pfn above the start, 8, found 8; ranges are half open: the end is the first pfn that no longer belongs',
  ],
  [
    'a node of text',
    of({ ranges: [{ start: 0, end: 64, node: 'first' as unknown as number, mirrored: false }] }),
    'createAllocator: layout.ranges[0].node: expected a whole number from 0 to 62, found first; correct this field',
  ],
  [
    'blocks that hold no largest block',
    of({ geometry: { ...X86_64, memoryBlockPages: 512 } }),
    'createAllocator: layout.geometry.memoryBlockPages: expected a multiple of the largest block, 1024 pages, found 512; raise memoryBlockPages or lower maxOrder',
  ],
  [
    'no geometry',
    of({ geometry: undefined as unknown as Layout['geometry'] }),
    'createAllocator: layout.geometry: expected the sizes of a machine, found nothing; correct this field',
  ],
  [
    'no boot options',
    of({ boot: undefined as unknown as Layout['boot'] }),
    'createAllocator: layout.boot: expected boot options, {} for none, found nothing; correct this field',
  ],
])('%s is one sentence', (_, options, sentence) => {
  expect(complaintOf(options)).toBe(sentence);
});
