import type { PfnRange } from '../../spec/layout/layout.ts';

/**
 * The lowest free range of that many pages inside a region, or null. Free is what none of `taken` covers.
 *
 * @param step the range begins at a multiple of it
 */
export function firstFit(
  region: PfnRange,
  taken: readonly PfnRange[],
  pages: number,
  step: number,
): PfnRange | null {
  let start = roundUp(region.start, step);
  while (start + pages <= region.end) {
    const end = start + pages;
    const inTheWay = taken.find((range) => range.start < end && start < range.end);
    if (!inTheWay) return { start, end };
    start = roundUp(inTheWay.end, step);
  }
  return null;
}

const roundUp = (pfn: number, step: number): number => Math.ceil(pfn / step) * step;
