/**
 * What is kept of each page: in `pages` the *word* below, and in `links` two integers, at `nextOf(pfn)` and `previousOf(pfn)`: the
 * neighbours of the block that begins here on its list. A held allocation is on no list, and keeps its counts there instead:
 * short-term pins, and above them {@link REFERENCE} for each extra reference, in the first; long-term pins in the second.
 *
 * The words lie close together, apart from the links: a free looks at its own word and at those of its buddies, which are
 * mostly in the same cache line, while links are touched only where a list changes.
 *
 * A merge compares the word of a buddy with one load, a free checks order and state with another. Only the first page of a
 * block carries state and order; the pages behind it carry neither.
 *
 * Modules on the paths of allocate and free copy these constants into their own scope (`const { FREE } = word`): the engine
 * folds a module's own constants into the code, but reads imported ones anew each time, at twice the cost of the whole path. In `fast/` the
 * build writes them in place of their names.
 *
 * | bits | meaning |
 * |---|---|
 * | 0-4 | order of the block that begins here |
 * | 5-6 | where that block is: nowhere (or no block begins here), buddy lists, private list, in use |
 * | 7 | poisoned |
 * | 8-15 | zone, or NO_ZONE for a hole and for memory that is not in service |
 * | 16-18 | claim of the holder, as its place in CLAIMS |
 * | 19 | the allocation is held: by pins, or by extra references |
 * | 20 | the frame is mirrored |
 * | 21 | taken before the allocator existed |
 * | 22 | the allocation is locked into memory |
 * | 23 | its owner has freed the allocation, and a reference still holds it |
 * | 24 | a piece of a contiguous range |
 * | 25 | half of the allocation is unmapped, and it waits to be split |
 * | 26 | lent to a hypervisor |
 * | 28-30 | owner: the process that an allocation is for, 0 for none |
 */
export const ORDER_BITS = 0x1f;
export const STATE_BITS = 0x60;
export const FREE = 0x20;
export const CACHED = 0x40;
export const USED = 0x60;
export const HEAD_BITS = ORDER_BITS | STATE_BITS;
export const POISONED = 0x80;
export const ZONE_SHIFT = 8;
export const ZONE_BITS = 0xff << ZONE_SHIFT;
export const CLAIM_SHIFT = 16;
export const CLAIM_BITS = 7 << CLAIM_SHIFT;
export const PINNED = 1 << 19;
export const MIRRORED = 1 << 20;
export const FIXED = 1 << 21;
export const LOCKED = 1 << 22;
export const ORPHAN = 1 << 23;
export const HALF_UNMAPPED = 1 << 25;
export const LENT = 1 << 26;
export const OWNER_SHIFT = 28;
export const OWNER_WIDTH = 3;
export const OWNER_BITS = 7 << OWNER_SHIFT;
/** A piece of a contiguous range; its links hold pages and first page of the range. It is PINNED as well, so nobody moves it. */
export const RANGE = 1 << 24;

/** One extra reference, in the link that counts them above the short-term pins. */
export const REFERENCE = 1 << 16;

/** What two buddies must have in common: same zone, same order, both on the buddy lists, neither poisoned. */
export const BUDDY_BITS = HEAD_BITS | POISONED | ZONE_BITS;

/** What an allocation writes into the first page of its block, and a free wipes out. */
export const USE_BITS =
  HEAD_BITS | CLAIM_BITS | PINNED | LOCKED | ORPHAN | HALF_UNMAPPED | LENT | RANGE | OWNER_BITS;

/** No page, no block, no list. */
export const NONE = -1;
