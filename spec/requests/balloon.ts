import { GFP, GFP_HIGHUSER_MOVABLE } from './gfp.ts';

/**
 * Flags with which a balloon asks for a page: it can be migrated, so ZONE_MOVABLE will do, and it takes no reserve. Source:
 * balloon_page_alloc, mm/balloon.c.
 */
export const BALLOON_GFP = GFP_HIGHUSER_MOVABLE | GFP.DRIVER | GFP.NOMEMALLOC | GFP.NORETRY | GFP.NOWARN;
