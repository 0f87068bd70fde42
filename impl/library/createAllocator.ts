import { FrameAllocator } from './frameAllocator.ts';
import type { AllocatorOptions } from './options.ts';

/**
 * Makes an allocator for a machine of so many pages, or of a layout.
 *
 * ```ts
 * import { createAllocator } from 'zoneproof/impl';
 *
 * const frames = createAllocator({ pages: 65536 });
 * const pfn = frames.allocate(2, { class: 'user' });
 * console.log(pfn % 4); // 0
 * frames.free(pfn);
 * ```
 *
 * Metadata is 12 bytes a page and 7 a pageblock, 4 more a page with `pageOwner`; 2^24 pages (64 GiB) boot in about a second.
 *
 * @throws AllocatorError BAD_OPTIONS with the first option that describes no machine
 */
export const createAllocator = (options: AllocatorOptions): FrameAllocator => new FrameAllocator(options);
