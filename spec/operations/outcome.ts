/**
 * How an allocator answers. A number of 0 or more is a success whose meaning the operation tells; a negative one is a
 * refusal. A refusal is judged like a success: it must be justified in the model at that moment.
 */
export const DONE = 0;

/** No eligible zone can serve the request without going below its mark, or no list holds a block that large. */
export const NO_MEMORY = -1;
/** The request needs a privilege that the caller does not have. */
export const NOT_PERMITTED = -2;
/** Something stands in the way: the allocator names the page with `effects.culprit(pfn)`. */
export const BUSY = -3;
/** The arguments contradict each other or name nothing; nothing changed. */
export const INVALID = -4;
/** The memory is not in service, or not there. */
export const NOT_ONLINE = -5;
/** A poisoned page is in the way of onlining; named with `effects.culprit(pfn)`. */
export const POISONED = -6;

/** A request that may not fail, or is too small to fail, would wait for ever: nothing is left to drop, to move or to kill. */
export const WOULD_WAIT = -7;
/** A fatal signal arrived; everything was put back. */
export const INTERRUPTED = -8;
/** Somebody who was told of the beginning objected; everything was put back. */
export const VETOED = -9;

/** Names of the negative answers: `REFUSALS[-1 - answer]`. */
export const REFUSALS = [
  'NO_MEMORY',
  'NOT_PERMITTED',
  'BUSY',
  'INVALID',
  'NOT_ONLINE',
  'POISONED',
  'WOULD_WAIT',
  'INTERRUPTED',
  'VETOED',
] as const;

/** `NO_MEMORY` for -1, and so on; null for a success or a number that means nothing. */
export const refusalName = (answer: number): (typeof REFUSALS)[number] | null =>
  Number.isInteger(answer) ? (REFUSALS[-answer - 1] ?? null) : null;

/** What became of a memory error. Source: enum mf_result, mm/memory-failure.c; the first and the last are ours. */
export const POISON_RESULTS = ['recovered', 'lost', 'ignored', 'failed', 'already', 'corrected'] as const;

/** A free page left circulation; nothing was lost. */
export const POISON_RECOVERED = 0;
/** A movable order-0 page left circulation and its content with it; the allocation that held it is gone. */
export const POISON_LOST = 1;
/** A kernel or boot page: the mark stays, its owner keeps it, and it leaves circulation when it is freed. */
export const POISON_IGNORED = 2;
/** A pinned page or a part of a larger block: as `ignored`. */
export const POISON_FAILED = 3;
/** The page was poisoned before; nothing changed. */
export const POISON_ALREADY = 4;
/** A real error on a mirrored frame: the second copy answered, nothing changed. */
export const POISON_CORRECTED = 5;

/** What became of a run of compaction. Source: enum compact_result, include/linux/compaction.h. */
export const COMPACT_RESULTS = ['success', 'complete', 'skipped', 'deferred'] as const;

/** A free block of the order is there. */
export const COMPACT_SUCCESS = 0;
/** The scanners met, and no block of the order is there. */
export const COMPACT_COMPLETE = 1;
/** Too little is free to move pages about, or the zone has no pages. */
export const COMPACT_SKIPPED = 2;
/** Put off, since it found nothing before. */
export const COMPACT_DEFERRED = 3;
