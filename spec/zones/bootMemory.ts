import type { Layout, MemoryRange } from '../layout/layout.ts';

/**
 * The memory that exists when the zones are made, one entry for each run with equal attributes, as memblock keeps it.
 * Offline ranges are left out: they come to a zone later, when somebody onlines them. Source: mm/memblock.c.
 */
export function bootMemoryOf(layout: Layout): MemoryRange[] {
  const regions: MemoryRange[] = [];
  for (const range of layout.ranges) {
    if (range.offline) continue;
    const last = regions.at(-1);
    if (last !== undefined && last.end === range.start && alike(last, range)) {
      regions[regions.length - 1] = { ...last, end: range.end };
    } else regions.push(range);
  }
  return regions;
}

const alike = (one: MemoryRange, other: MemoryRange): boolean =>
  one.node === other.node &&
  one.mirrored === other.mirrored &&
  (one.hotpluggable ?? false) === (other.hotpluggable ?? false);

/** From the first to behind the last page of a node, holes and memory of other nodes included; absent if it has none. */
export function nodeSpanOf(
  memory: readonly MemoryRange[],
  node: number,
): { start: number; end: number } | undefined {
  const own = memory.filter((region) => region.node === node);
  const first = own[0];
  const last = own.at(-1);
  return first && last && { start: first.start, end: last.end };
}

/** Nodes that a layout names, from 0; a node between two named ones counts although it has no memory. */
export const nodeCountOf = (layout: Layout): number =>
  layout.ranges.reduce((count, range) => Math.max(count, range.node + 1), layout.distances?.length ?? 1);
