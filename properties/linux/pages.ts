import type { PfnRange } from '../../spec/layout/layout.ts';

const PAGE_BYTES = 4096n;

/** The whole pages between two addresses in hexadecimal; `last` is the last byte, as firmware and /proc/iomem print it. */
export const wholePages = (first: string, last: string): PfnRange => ({
  start: Number((BigInt(`0x${first}`) + PAGE_BYTES - 1n) / PAGE_BYTES),
  end: Number((BigInt(`0x${last}`) + 1n) / PAGE_BYTES),
});

/** Every page that holds one of the bytes between two addresses in hexadecimal, `last` included. */
export const touchedPages = (first: string, last: string): PfnRange => ({
  start: Number(BigInt(`0x${first}`) / PAGE_BYTES),
  end: Number((BigInt(`0x${last}`) + PAGE_BYTES) / PAGE_BYTES),
});

/** Ranges in any order, overlapping or touching, as ascending disjoint ones. */
export function unionOf(ranges: readonly PfnRange[]): PfnRange[] {
  const union: { start: number; end: number }[] = [];
  const ascending = ranges.filter(({ start, end }) => start < end).sort((one, two) => one.start - two.start);
  for (const { start, end } of ascending) {
    const last = union.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else union.push({ start, end });
  }
  return union;
}

/** What is left of `ranges` without the pages of `taken`. */
export function without(ranges: readonly PfnRange[], taken: readonly PfnRange[]): PfnRange[] {
  let left = [...ranges];
  for (const { start, end } of taken) {
    left = left.flatMap((range) =>
      [
        { start: range.start, end: Math.min(range.end, start) },
        { start: Math.max(range.start, end), end: range.end },
      ].filter((part) => part.start < part.end),
    );
  }
  return left;
}

/** The pages that belong to both lists. */
export const intersectionOf = (ranges: readonly PfnRange[], others: readonly PfnRange[]): PfnRange[] =>
  ranges.flatMap((range) =>
    others
      .map(({ start, end }) => ({ start: Math.max(range.start, start), end: Math.min(range.end, end) }))
      .filter(({ start, end }) => start < end),
  );

/** Whether a page lies in one of the ranges. */
export const contains = (ranges: readonly PfnRange[], pfn: number): boolean =>
  ranges.some(({ start, end }) => start <= pfn && pfn < end);
