import type { LayoutCheck } from './layoutFault.ts';

const pageblocksFit: LayoutCheck = ({ geometry: { maxOrder, pageblockOrder } }) =>
  pageblockOrder <= maxOrder
    ? undefined
    : {
        path: ['geometry', 'pageblockOrder'],
        expected: `at most maxOrder, ${maxOrder}`,
        found: String(pageblockOrder),
        remedy: 'lower pageblockOrder or raise maxOrder',
      };

const memoryBlocksFit: LayoutCheck = ({ geometry: { maxOrder, memoryBlockPages } }) =>
  memoryBlockPages % 2 ** maxOrder === 0
    ? undefined
    : {
        path: ['geometry', 'memoryBlockPages'],
        expected: `a multiple of the largest block, ${2 ** maxOrder} pages`,
        found: String(memoryBlockPages),
        remedy: 'raise memoryBlockPages or lower maxOrder',
      };

const addressLimitsAscend: LayoutCheck = ({ geometry: { dmaEnd, dma32End } }) =>
  dmaEnd <= dma32End
    ? undefined
    : {
        path: ['geometry', 'dma32End'],
        expected: `at least dmaEnd, ${dmaEnd}`,
        found: String(dma32End),
        remedy: 'raise dma32End; equal limits mean that there is no ZONE_DMA32',
      };

const distancesAreSquare: LayoutCheck = ({ ranges, distances }) => {
  if (distances === undefined) return undefined;
  const nodes = Math.max(distances.length, ...ranges.map(({ node }) => node + 1));
  const short = distances.findIndex((row) => row.length !== nodes);
  const index = distances.length < nodes ? distances.length : short;
  return index < 0
    ? undefined
    : {
        path: ['distances', index],
        expected: `${nodes} distances, one for each node`,
        found: distances[index] === undefined ? 'nothing' : `an array of ${distances[index].length}`,
        remedy: 'give one row for each node and one column for each node',
      };
};

const minBoundsAscend: LayoutCheck = ({ tuning }) => {
  const [least, most] = tuning?.movableMinPages ?? [0, 0];
  return least <= most
    ? undefined
    : {
        path: ['tuning', 'movableMinPages'],
        expected: 'two numbers of pages, the smaller first',
        found: `${least}, ${most}`,
        remedy: 'exchange them',
      };
};

/** What sizes and numbers of a layout must fulfil together. */
export const GEOMETRY_CHECKS: readonly LayoutCheck[] = [
  pageblocksFit,
  memoryBlocksFit,
  addressLimitsAscend,
  distancesAreSquare,
  minBoundsAscend,
];
