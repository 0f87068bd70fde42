import { GFP, GFP_HIGHUSER } from './gfp.ts';

/**
 * Flags with which a balloon asks for a page, where its pages cannot be migrated: it is kept out of ZONE_MOVABLE, whose promise it
 * would break, and takes no reserve. Source: balloon_mapping_gfp_mask without CONFIG_BALLOON_COMPACTION,
 * include/linux/balloon_compaction.h; balloon_page_alloc, mm/balloon_compaction.c.
 */
export const BALLOON_GFP = GFP_HIGHUSER | GFP.NOMEMALLOC | GFP.NORETRY | GFP.NOWARN;
