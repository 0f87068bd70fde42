import type { Design, Effects, MemoryMap, Target } from '../spec/index.ts';
import { BootMemblock } from './boot/bootMemblock.ts';
import { PageAllocator } from './pageAllocator.ts';

/**
 * Boots the sound allocator on the memory of `map`, under the raw contract; `createAllocator` is the friendlier way in.
 *
 * @param effects where it reports what its answers do not tell; it belongs to the caller
 * @throws RangeError if the largest block of the layout is larger than 2^30 pages
 */
export const bootPageAllocator = (map: MemoryMap, design: Design, effects: Effects): PageAllocator =>
  new PageAllocator(map, design, effects);

/** The sound allocator as a target: all operations, watermarks, mobility, and private lists it reports. */
export const soundTarget: Target = {
  name: 'zoneproof',
  reportsNotifiers: true,
  reportsClearing: true,
  boot: bootPageAllocator,
  bootAllocator: (layout, design, effects) => new BootMemblock(layout, design, effects),
};
