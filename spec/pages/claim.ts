/**
 * What the holder of a page says it needs. The claim is set once, when the page is served, and decides the leaf; the address
 * never does.
 *
 * - `user`: anonymous memory and page cache. Can move anywhere, can be dropped.
 * - `kernel`: pointers to it cannot be found and rewritten, so it stays where it is.
 * - `reclaimable`: kernel caches. A shrinker may free them, nothing may move them.
 * - `kernelMovable`: file-system buffers (MOVABLE without HIGHMEM). Moves, but only between kernel zones.
 * - `driver`: moved by its owner's callback (zsmalloc). Never reclaimed, never pinned.
 * - `critical`: a user page with a right to mirrored memory.
 * - `kernelCritical`: unmovable kernel memory with a right to the mirror reserve.
 */
export const CLAIMS = [
  'user',
  'kernel',
  'reclaimable',
  'kernelMovable',
  'driver',
  'critical',
  'kernelCritical',
] as const;

/** One of {@link CLAIMS}. */
export type Claim = (typeof CLAIMS)[number];
