import type { Design } from '../designs/design.ts';
import type { Layout } from '../layout/layout.ts';

/**
 * Whether boot looks for mirrored memory first: the design builds on the mirror, the kernel was booted with `kernelcore=mirror`, and
 * there is mirrored memory. A kdump kernel ignores the option for its zones, but not here. Source: memblock_mark_mirror and
 * choose_memblock_flags, mm/memblock.c.
 */
export const bootPrefersMirror = (layout: Layout, design: Design): boolean =>
  design.carrier !== 'nothing' &&
  design.carrier !== 'firmware' &&
  layout.boot.kernelcore === 'mirror' &&
  layout.ranges.some(({ mirrored }) => mirrored);
