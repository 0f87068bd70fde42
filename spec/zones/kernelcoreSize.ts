import type { BootOptions, MemoryRange } from '../layout/layout.ts';
import { pagesInAll } from '../layout/pfnRange.ts';

/**
 * Pages that must stay kernel memory by `kernelcore=` and `movablecore=` sizes or percentages; 0 if no ZONE_MOVABLE is
 * wanted or possible. Given both, the larger demand of kernel memory wins.
 */
export function kernelcorePagesOf(
  boot: BootOptions,
  memory: readonly MemoryRange[],
  largestBlock: number,
): number {
  const total = pagesInAll(memory);
  let kernelcore = boot.kernelcore === 'mirror' ? 0 : pagesOf(boot.kernelcore, total);
  const wanted = pagesOf(boot.movablecore, total);
  if (wanted > 0) {
    const movablecore = Math.min(total, Math.ceil(wanted / largestBlock) * largestBlock);
    kernelcore = Math.max(kernelcore, total - movablecore);
  }
  return kernelcore < total ? kernelcore : 0;
}

function pagesOf(amount: number | string | undefined, total: number): number {
  if (amount === undefined) return 0;
  if (typeof amount === 'number') return amount;
  return Math.floor((total * 100 * Number.parseInt(amount, 10)) / 10000);
}

/**
 * Spreads kernel memory evenly over the nodes and returns the first pfn behind it on each. A node too small for its share
 * leaves the rest to the others, in another round with one node fewer. Memory below `usableStart` can only be kernel
 * memory and counts towards the share. Source: the `restart` loop of `find_zone_movable_pfns_for_nodes()`.
 */
export function spreadKernelcore(
  pages: number,
  memory: readonly MemoryRange[],
  usableStart: number,
  none: readonly number[],
): number[] {
  const starts = [...none];
  const nodes = [...none.keys()].filter((node) => memory.some((region) => region.node === node));
  let required = pages;
  let usableNodes = nodes.length;
  do {
    let share = Math.floor(required / usableNodes);
    for (const node of nodes) {
      if (required < share) share = Math.floor(required / usableNodes);
      const own = memory.filter((region) => region.node === node);
      const taken = takeShare(own, share, usableStart, starts[node] ?? 0);
      starts[node] = taken.start;
      required = Math.max(0, required - taken.pages);
    }
    usableNodes--;
  } while (usableNodes > 0 && required > usableNodes);
  return starts;
}

/** Takes up to `share` pages of one node from `from` upwards, and says where it stopped and how many it took. */
function takeShare(
  own: readonly MemoryRange[],
  share: number,
  usableStart: number,
  from: number,
): { start: number; pages: number } {
  let start = from;
  let pages = 0;
  let remaining = share;
  for (const region of own) {
    let first = Math.max(region.start, start);
    if (first >= region.end) continue;
    if (first < usableStart) {
      const kernelOnly = Math.min(region.end, usableStart) - first;
      remaining -= Math.min(kernelOnly, remaining);
      pages += kernelOnly;
      start = region.end; // Behind the region, so that another round does not count it twice.
      if (region.end <= usableStart) continue;
      first = usableStart;
    }
    const used = Math.min(region.end - first, remaining);
    start = first + used;
    pages += used;
    remaining -= used;
    if (remaining === 0) break;
  }
  return { start, pages };
}
