import type { Design } from '../designs/design.ts';
import type { Layout } from './layout.ts';

/**
 * Whether the promises of a mirroring design hold on this machine: the design builds zones from the mirror, the kernel
 * was booted with `kernelcore=mirror`, there is mirrored memory, and this is not a kdump kernel. Where it is not in
 * force, every design behaves like `none`. Source: find_zone_movable_pfns_for_nodes, mm/mm_init.c.
 */
export const mirrorInForce = (layout: Layout, design: Design): boolean =>
  design.zonesFollowMirror &&
  layout.boot.kernelcore === 'mirror' &&
  !layout.boot.movableNode &&
  !layout.boot.kdump &&
  layout.ranges.some(({ mirrored }) => mirrored);
