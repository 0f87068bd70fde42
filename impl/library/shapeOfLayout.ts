import type { Layout, LayoutFault } from '../../spec/index.ts';
import { LARGEST_ORDER } from '../buddy/rowRecord.ts';
import { MOST_PAGES } from './layoutOfPages.ts';

/** A number of a layout: where it is, what it is, and what it may be. */
type Figure = readonly [path: readonly (string | number)[], value: unknown, most: number, least?: number];

/** The largest number of a node; its zones must fit a byte. */
const LAST_NODE = 62;
const MOST_CPUS = 4096;

/** The first part of a layout that is missing or no number it could be. The compiler sees to this in TypeScript. */
export function shapeFaultOf(layout: Layout): LayoutFault | undefined {
  if (!Array.isArray(layout.ranges) || layout.ranges.length === 0)
    return fault(['ranges'], 'at least one range of memory', layout.ranges);
  if (typeof layout.geometry !== 'object')
    return fault(['geometry'], 'the sizes of a machine', layout.geometry);
  if (typeof layout.boot !== 'object') return fault(['boot'], 'boot options, {} for none', layout.boot);
  for (const [path, value, most, least = 0] of figuresOf(layout)) {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
      return fault(path, `a whole number from ${least} to ${most}`, value);
  }
  return undefined;
}

function figuresOf({ ranges, reserved = [], cma = [], cpus, geometry }: Layout): Figure[] {
  const spans = { ranges, reserved, cma };
  return [
    ...Object.entries(spans).flatMap(([name, list]) =>
      list.flatMap(({ start, end }, index): Figure[] => [
        [[name, index, 'start'], start, MOST_PAGES],
        [[name, index, 'end'], end, MOST_PAGES],
      ]),
    ),
    ...ranges.map(({ node }, index): Figure => [['ranges', index, 'node'], node, LAST_NODE]),
    [['cpus'], cpus, MOST_CPUS, 1],
    [['geometry', 'maxOrder'], geometry.maxOrder, LARGEST_ORDER],
    [['geometry', 'pageblockOrder'], geometry.pageblockOrder, LARGEST_ORDER],
    [['geometry', 'memoryBlockPages'], geometry.memoryBlockPages, MOST_PAGES, 1],
    [['geometry', 'dmaEnd'], geometry.dmaEnd, MOST_PAGES],
    [['geometry', 'dma32End'], geometry.dma32End, MOST_PAGES],
  ];
}

const fault = (path: LayoutFault['path'], expected: string, value: unknown): LayoutFault => ({
  path,
  expected,
  found: value === undefined ? 'nothing' : String(value),
  remedy: 'correct this field',
});
