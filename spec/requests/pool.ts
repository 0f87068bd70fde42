import { GFP, GFP_KERNEL } from './gfp.ts';

/** Elements that the pool keeps at most: `min_nr` of a mempool. */
export const POOL_ELEMENTS = 4;

/**
 * How the pool asks the page allocator before it touches what it keeps: at once, at the marks, and quietly. Source: mempool_alloc,
 * mm/mempool.c.
 */
export const POOL_GFP =
  (GFP_KERNEL | GFP.NOMEMALLOC | GFP.NORETRY | GFP.NOWARN) & ~(GFP.DIRECT_RECLAIM | GFP.IO);

/** The node where the pool begins to look. */
export const POOL_NODE = 0;
