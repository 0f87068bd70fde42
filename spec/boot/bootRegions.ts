import type { Layout, PfnRange } from '../layout/layout.ts';

/** Memory that boot may hand out, of one node and one kind; a range never spans two of them. */
export interface BootRegion extends PfnRange {
  /** Number of the node. */
  readonly node: number;
  /** Firmware keeps two copies of it. */
  readonly mirrored: boolean;
}

/**
 * The memory boot begins with, in ascending order: neighbours that are alike are one. Page 0 is left out, so that an answer of
 * 0 never means a page. Source: memblock_add_range, should_skip_region.
 */
export function bootRegionsOf({ ranges, boot }: Layout): BootRegion[] {
  const regions: { start: number; end: number; node: number; mirrored: boolean }[] = [];
  for (const { start, end, node, mirrored, offline, hotpluggable } of ranges) {
    if (offline || (hotpluggable && boot.movableNode)) continue;
    const last = regions.at(-1);
    if (last?.end === start && last.node === node && last.mirrored === mirrored) last.end = end;
    else regions.push({ start: Math.max(start, 1), end, node, mirrored });
  }
  return regions.filter(({ start, end }) => start < end);
}
