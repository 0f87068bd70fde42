import type { PfnRange } from './layout.ts';
import type { LayoutCheck } from './layoutFault.ts';
import { covers, joinRanges, overlap, printRange } from './pfnRange.ts';

/** Each list of ranges: none empty, ascending, disjoint. */
const ascending =
  (field: 'ranges' | 'reserved' | 'cma'): LayoutCheck =>
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

const offlineIsWholeBlocks: LayoutCheck = ({ ranges, geometry: { memoryBlockPages } }) => {
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

const someMemoryIsOnline: LayoutCheck = ({ ranges }) =>
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
  (field: 'reserved' | 'cma'): LayoutCheck =>
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

const cmaIsWholePageblocks: LayoutCheck = ({ cma = [], geometry: { pageblockOrder } }) => {
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

const cmaIsNotReserved: LayoutCheck = ({ cma = [], reserved = [] }) => {
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

/** What the ranges of a layout must fulfil together. */
export const RANGE_CHECKS: readonly LayoutCheck[] = [
  ascending('ranges'),
  ascending('reserved'),
  ascending('cma'),
  someMemoryIsOnline,
  offlineIsWholeBlocks,
  inMemory('reserved'),
  inMemory('cma'),
  cmaIsWholePageblocks,
  cmaIsNotReserved,
];
