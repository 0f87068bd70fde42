import type { Layout, PfnRange } from '../../spec/layout/layout.ts';
import { covers, joinRanges, overlap, printRange } from '../../spec/layout/pfnRange.ts';

/** The first thing wrong with a layout whose fields are fine one by one. */
export interface LayoutFault {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

type Check = (layout: Layout) => LayoutFault | undefined;

/** Checks what the fields of a layout must fulfil together, in the order in which a reader would mend it. */
export function layoutFaultOf(layout: Layout): LayoutFault | undefined {
  for (const check of CHECKS) {
    const fault = check(layout);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const pageblocksFit: Check = ({ geometry: { maxOrder, pageblockOrder } }) =>
  pageblockOrder <= maxOrder
    ? undefined
    : {
        path: ['geometry', 'pageblockOrder'],
        expected: `at most maxOrder, ${maxOrder}`,
        found: String(pageblockOrder),
        remedy: 'lower pageblockOrder or raise maxOrder',
      };

const memoryBlocksFit: Check = ({ geometry: { maxOrder, memoryBlockPages } }) =>
  memoryBlockPages % 2 ** maxOrder === 0
    ? undefined
    : {
        path: ['geometry', 'memoryBlockPages'],
        expected: `a multiple of the largest block, ${2 ** maxOrder} pages`,
        found: String(memoryBlockPages),
        remedy: 'raise memoryBlockPages or lower maxOrder',
      };

const addressLimitsAscend: Check = ({ geometry: { dmaEnd, dma32End } }) =>
  dmaEnd <= dma32End
    ? undefined
    : {
        path: ['geometry', 'dma32End'],
        expected: `at least dmaEnd, ${dmaEnd}`,
        found: String(dma32End),
        remedy: 'raise dma32End; equal limits mean that there is no ZONE_DMA32',
      };

/** Each list of ranges: none empty, ascending, disjoint. */
const ascending =
  (field: 'ranges' | 'reserved' | 'cma'): Check =>
  (layout) => {
    let before = 0;
    for (const [index, { start, end }] of (layout[field] ?? []).entries()) {
      if (end <= start) {
        return {
          path: [field, index, 'end'],
          expected: `a pfn above the start, ${start}`,
          found: String(end),
          remedy: 'ranges are half open: the end is the first pfn that no longer belongs',
        };
      }
      if (start < before) {
        return {
          path: [field, index, 'start'],
          expected: `at least ${before}, the end of the range before`,
          found: String(start),
          remedy: 'sort the ranges by start and let none overlap',
        };
      }
      before = end;
    }
    return undefined;
  };

const offlineIsWholeBlocks: Check = ({ ranges, geometry: { memoryBlockPages } }) => {
  for (const [index, { start, end, offline }] of ranges.entries()) {
    if (!offline || (start % memoryBlockPages === 0 && end % memoryBlockPages === 0)) continue;
    return {
      path: ['ranges', index],
      expected: `whole memory blocks of ${memoryBlockPages} pages, since the range is offline`,
      found: printRange({ start, end }),
      remedy: 'move the borders to multiples of memoryBlockPages',
    };
  }
  return undefined;
};

const someMemoryIsOnline: Check = ({ ranges }) =>
  ranges.some((range) => !range.offline)
    ? undefined
    : {
        path: ['ranges'],
        expected: 'at least one range that is not offline',
        found: `${ranges.length} offline`,
        remedy: 'a kernel boots in some memory: drop an `offline`',
      };

/** Reserved ranges and CMA areas lie in memory that is online. */
const inMemory =
  (field: 'reserved' | 'cma'): Check =>
  ({ ranges, ...layout }) => {
    const online = joinRanges(ranges.filter((range) => !range.offline));
    const listed: readonly PfnRange[] = layout[field] ?? [];
    const index = listed.findIndex((range) => !online.some((memory) => covers(memory, range)));
    const range = listed[index];
    return (
      range && {
        path: [field, index],
        expected: 'pages of ranges that exist and are not offline',
        found: printRange(range),
        remedy: 'shorten it, or split it at the hole',
      }
    );
  };

const cmaIsWholePageblocks: Check = ({ cma = [], geometry: { pageblockOrder } }) => {
  const pageblock = 2 ** pageblockOrder;
  const index = cma.findIndex(({ start, end }) => start % pageblock !== 0 || end % pageblock !== 0);
  const area = cma[index];
  return (
    area && {
      path: ['cma', index],
      expected: `whole pageblocks of ${pageblock} pages`,
      found: printRange(area),
      remedy: 'move the borders to multiples of a pageblock',
    }
  );
};

const cmaIsNotReserved: Check = ({ cma = [], reserved = [] }) => {
  const index = cma.findIndex((area) => reserved.some((range) => overlap(area, range)));
  const area = cma[index];
  return (
    area && {
      path: ['cma', index],
      expected: 'pages that are not reserved',
      found: printRange(area),
      remedy: 'move the area or the reserved range',
    }
  );
};

const distancesAreSquare: Check = ({ ranges, distances }) => {
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

const minBoundsAscend: Check = ({ tuning }) => {
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

const CHECKS: readonly Check[] = [
  pageblocksFit,
  memoryBlocksFit,
  addressLimitsAscend,
  ascending('ranges'),
  ascending('reserved'),
  ascending('cma'),
  someMemoryIsOnline,
  offlineIsWholeBlocks,
  inMemory('reserved'),
  inMemory('cma'),
  cmaIsWholePageblocks,
  cmaIsNotReserved,
  distancesAreSquare,
  minBoundsAscend,
];
