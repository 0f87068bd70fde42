import type { Design } from '../designs/design.ts';
import type { Layout } from '../layout/layout.ts';

/**
 * What becomes of `kernelcore=mirror`:
 *
 * - `off`: not asked for, or the design knows no such option;
 * - `overruled`: `movable_node` was given too, and wins;
 * - `no-mirror`: no memory is mirrored, so the kernel warns and ignores it;
 * - `kdump`: a capture kernel ignores it, since it would lose most of its little memory to ZONE_MOVABLE;
 * - `active`: unmirrored memory at and above 4 GiB becomes ZONE_MOVABLE.
 */
export type MirrorMode = 'off' | 'overruled' | 'no-mirror' | 'kdump' | 'active';

/** The mode of a layout under a design. Source: the guards of `find_zone_movable_pfns_for_nodes()`, mm/mm_init.c. */
export function mirrorModeOf(layout: Layout, design: Design): MirrorMode {
  if (!design.zonesFollowMirror || layout.boot.kernelcore !== 'mirror') return 'off';
  if (layout.boot.movableNode) return 'overruled';
  if (!layout.ranges.some((range) => range.mirrored && !range.offline)) return 'no-mirror';
  return layout.boot.kdump ? 'kdump' : 'active';
}
