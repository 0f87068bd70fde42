/**
 * Free pages above the mark that compaction needs for a block of the order: pages are copied before their old places are free.
 * Source: compact_gap, include/linux/compaction.h.
 */
export const compactGap = (order: number): number => 2 << order;

/** Compaction that keeps failing is put off at most `2^6` times in a row. COMPACT_MAX_DEFER_SHIFT, include/linux/mmzone.h. */
export const MOST_DEFER_SHIFT = 6;
