/**
 * The allocator before the page allocator: it hands out ranges of the machine's memory while the kernel sets itself up, and what
 * it still holds at the end never reaches the page allocator. Source: mm/memblock.c.
 *
 * Memory that is offline at boot, reserved by firmware, or (under `movable_node`) hot-pluggable is not handed out, and page 0
 * never is. Where boot prefers the mirror ({@link bootPrefersMirror}) a range is sought first among mirrored memory.
 */
export interface BootAllocator {
  /**
   * Asks for `pages` contiguous pages that begin at a multiple of `2^align`, all of one node and one kind of memory. Sought in
   * this order: mirrored memory of `node`, mirrored memory anywhere, then (effect `fellBack`) any memory of `node`, any memory
   * anywhere. An exact request never leaves its node. Source: memblock_alloc_range_nid.
   *
   * @returns first pfn, or NO_MEMORY; INVALID for no pages at all
   */
  reserve(pages: number, align: number, node: number, exact: boolean): number;

  /** Gives a range back as it was reserved. @returns DONE, or INVALID (nothing changes) */
  release(pfn: number, pages: number): number;
}
