/**
 * Mobility of a pageblock, with Linux's numbers. Free blocks hang on the list of their pageblock's type. HIGHATOMIC
 * pageblocks are reserved for high-order atomic requests. Source: include/linux/mmzone.h, mm/page_alloc.c.
 */
export const MIGRATETYPE_NAMES = [
  'Unmovable',
  'Movable',
  'Reclaimable',
  'HighAtomic',
  'CMA',
  'Isolate',
  'Mirror',
] as const;

/** Stays where it is: kernel memory. */
export const UNMOVABLE = 0;
/** Can be moved: memory of processes and page cache. */
export const MOVABLE = 1;
/** Cannot be moved, but dropped by a shrinker: kernel caches. */
export const RECLAIMABLE = 2;
/** Reserved for high-order atomic requests. */
export const HIGHATOMIC = 3;
/** Of an area of the contiguous memory allocator. */
export const CMA = 4;
/** Withheld from every request for now. */
export const ISOLATE = 5;
/** Ours: pageblocks of mirrored memory, where the design sets them apart. Lends by the design's rule, and is never claimed. */
export const MIRROR = 6;

/** How many types there are. */
export const MIGRATETYPES = 7;

/** Types that may lend blocks to each other and merge across their borders. */
export const isOrdinary = (type: number): boolean => type < HIGHATOMIC;

/** For each ordinary type, whom it borrows from when its own lists are empty, first choice first. */
export const FALLBACKS: readonly (readonly number[])[] = [
  [RECLAIMABLE, MOVABLE],
  [RECLAIMABLE, UNMOVABLE],
  [UNMOVABLE, MOVABLE],
];
