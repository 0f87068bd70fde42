import type { PfnRange } from './layout.ts';

/** Pages of a range; 0 if it is empty or turned round. */
export const pagesIn = (range: PfnRange): number => Math.max(0, range.end - range.start);

/** Pages of several disjoint ranges. */
export const pagesInAll = (ranges: readonly PfnRange[]): number =>
  ranges.reduce((pages, range) => pages + pagesIn(range), 0);

/** The part of `range` inside `[low, high)`; empty if there is none. As the kernel's `clamp()` on both ends. */
export function clampRange(range: PfnRange, low: number, high: number): PfnRange {
  const clamp = (pfn: number) => Math.min(Math.max(pfn, low), high);
  return { start: clamp(range.start), end: clamp(range.end) };
}

/** Whether a page belongs to both. */
export const overlap = (one: PfnRange, other: PfnRange): boolean =>
  one.start < other.end && other.start < one.end;

/** Whether every page of `inner` belongs to `outer`. */
export const covers = (outer: PfnRange, inner: PfnRange): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** Ascending ranges with the touching ones made one. */
export function joinRanges(ranges: readonly PfnRange[]): PfnRange[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of ranges) {
    const last = joined.at(-1);
    if (last?.end === start) last.end = end;
    else joined.push({ start, end });
  }
  return joined;
}

/** `[0x108000, 0x118000)`. */
export const printRange = ({ start, end }: PfnRange): string =>
  `[0x${start.toString(16)}, 0x${end.toString(16)})`;

/** `[0x1, 0x2), [0x8, 0xa) and 3 more`: at most four ranges are written out. */
export function printRanges(ranges: readonly PfnRange[]): string {
  const shown = ranges.slice(0, 4).map(printRange).join(', ');
  return ranges.length > 4 ? `${shown} and ${ranges.length - 4} more` : shown;
}

/** `256 MiB`, `1.5 GiB` or `12 KiB` for a number of 4 KiB pages. */
export function printAmount(pages: number): string {
  const kibibytes = pages * 4;
  if (kibibytes < 1024) return `${kibibytes} KiB`;
  if (kibibytes < 1024 * 1024) return `${trim(kibibytes / 1024)} MiB`;
  return `${trim(kibibytes / 1024 / 1024)} GiB`;
}

const trim = (amount: number): string => String(Math.round(amount * 100) / 100);
