import type { Design } from '../designs/design.ts';
import type { Layout } from './layout.ts';

/**
 * Whether the promises of a mirroring design hold on this machine. Firmware that mirrors everything asks nobody. Every
 * other design needs mirrored memory, a kernel booted with `kernelcore=mirror`, which here asks for the design's own use of
 * the mirror, and no kdump kernel; one that builds zones also yields to `movable_node`. Where it is not in force, a design
 * behaves like `none`. Source: find_zone_movable_pfns_for_nodes, mm/mm_init.c.
 */
export function mirrorInForce(layout: Layout, design: Design): boolean {
  if (design.carrier === 'nothing') return false;
  if (design.carrier === 'firmware') return true;
  return (
    layout.boot.kernelcore === 'mirror' &&
    !(design.zonesFollowMirror && layout.boot.movableNode) &&
    !layout.boot.kdump &&
    layout.ranges.some(({ mirrored }) => mirrored)
  );
}

/** Whether pageblocks of mirrored memory are set apart from the others: as a reserve, or by their migratetype. */
export const setsPageblocksApart = (layout: Layout, design: Design): boolean =>
  (design.carrier === 'reserve' || design.carrier === 'migratetype') && mirrorInForce(layout, design);
