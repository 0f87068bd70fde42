import type { BootMemblock } from '../../impl/boot/bootMemblock.ts';
import { soundTarget } from '../../impl/target.ts';
import type { Target } from '../../spec/allocator.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { Effects } from '../../spec/operations/effects.ts';

/** A sound allocator behind a broken one of boot. It declares little else, since boot is over before the rest begins. */
export const bootTarget = (
  name: string,
  Broken: new (layout: Layout, design: Design, effects: Effects) => BootMemblock,
): Target => ({
  ...soundTarget,
  name,
  operations: ['allocate', 'free', 'drain', 'reserveRange', 'releaseRange'],
  bootAllocator: (layout, design, effects) => new Broken(layout, design, effects),
});
