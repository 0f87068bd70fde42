import { MOVABLE } from '../zones/migratetype.ts';
import { ZONE_NORMAL } from '../zones/zone.ts';
import { GFP, gfpMigratetype, gfpZone } from './gfp.ts';

/**
 * What a request that found nothing does in a round, in this order, trying again at the min mark after each: drop user memory, move
 * pages together (above order 0), kill a process, and, for a request that may not fail, open half of the min reserve. Source:
 * __alloc_pages_slowpath, mm/page_alloc.c.
 */
export const STAGES = ['reclaim', 'compact', 'kill', 'reserve'] as const;
/** Number of the stage that drops user memory. */
export const STAGE_RECLAIM = 0;
/** Number of the stage that moves pages together. */
export const STAGE_COMPACT = 1;
/** Number of the stage that kills a process. */
export const STAGE_KILL = 2;
/** Number of the stage that opens half of the min reserve. */
export const STAGE_RESERVE = 3;

/** Above this order a request is costly: nobody is killed for it, and it does not try for ever. PAGE_ALLOC_COSTLY_ORDER. */
export const COSTLY_ORDER = 3;

/** Rounds of a costly request that may make as many as it likes. Source: MAX_RECLAIM_RETRIES. */
export const MOST_COSTLY_ROUNDS = 16;

/** Whether pages are moved together in the rounds of a request. Source: gfp_compaction_allowed, mm/compaction.c. */
export const compactsFor = (gfp: number, order: number): boolean =>
  order > 0 && (gfp & GFP.IO) !== 0 && makesRounds(gfp);

/**
 * Whether that comes before anything is dropped, as round 0: memory is there, but in pieces. Source: compact_first,
 * __alloc_pages_slowpath.
 */
export const compactsFirst = (gfp: number, order: number): boolean =>
  compactsFor(gfp, order) && (order > COSTLY_ORDER || gfpMigratetype(gfp) !== MOVABLE);

/** A number of rounds without end. */
export const ENDLESS = 0x7fffffff;

/** Whether a request that found nothing goes on in rounds at all: it may wait, and is not made by reclaim itself (INV-203). */
export const makesRounds = (gfp: number): boolean =>
  (gfp & (GFP.DIRECT_RECLAIM | GFP.MEMALLOC)) === GFP.DIRECT_RECLAIM;

/**
 * Most rounds that a request may make.
 *
 * @param retries the knob of `setRetries`: 0 fails at once, -1 tries for ever
 * @returns {@link ENDLESS} where only an end of all hope ends it
 */
export function roundBudget(gfp: number, order: number, retries: number): number {
  if (!makesRounds(gfp)) return 0;
  if (gfp & GFP.NOFAIL) return ENDLESS;
  const asked = retries < 0 ? ENDLESS : retries;
  if (gfp & GFP.NORETRY) return Math.min(asked, 1);
  return order > COSTLY_ORDER ? Math.min(asked, MOST_COSTLY_ROUNDS) : asked;
}

/** The request is bound to a node or to low zones: killing a process would hardly make the memory it needs. */
export const isBound = (gfp: number): boolean => (gfp & GFP.THISNODE) !== 0 || gfpZone(gfp) < ZONE_NORMAL;

/**
 * Whether a process may be killed for the request. One that may not enter file systems has tried less than there is to drop, and
 * goes on without a kill. Source: __alloc_pages_may_oom, mm/page_alloc.c; out_of_memory, mm/oom_kill.c.
 */
export const mayKill = (gfp: number, order: number): boolean => isUsual(gfp, order) && (gfp & GFP.FS) !== 0;

/** Small, bound to nothing, and no word about how long it is tried. */
const isUsual = (gfp: number, order: number): boolean =>
  order <= COSTLY_ORDER && !isBound(gfp) && (gfp & (GFP.NORETRY | GFP.RETRY_MAYFAIL)) === 0;

/**
 * Whether the request ends only with memory or by waiting: it may not fail, or it is "too small to fail" while retries never end.
 */
export const triesForEver = (gfp: number, order: number, retries: number): boolean =>
  (gfp & GFP.NOFAIL) !== 0 || (retries < 0 && makesRounds(gfp) && isUsual(gfp, order));

const SWAP_CLUSTER_MAX = 32;

/**
 * Pages that one round drops at least if it can: 32, as reclaim isolates at once, but on machines of less than a thousand pages a
 * thirty-second of them, or a round would empty them; never less than the block asked for. Source: SWAP_CLUSTER_MAX,
 * include/linux/swap.h; shrink_zones, mm/vmscan.c.
 *
 * @param frames of the machine, holes included
 */
export const reclaimTarget = (order: number, frames: number): number =>
  Math.max(2 ** order, Math.min(SWAP_CLUSTER_MAX, Math.max(1, frames >> 5)));
