/**
 * Everything about a page but its links, in one integer: a merge compares a buddy with one load, a free checks order and
 * state with another. Only the first page of a block carries state and order; the pages behind it carry neither.
 *
 * | bits | meaning |
 * |---|---|
 * | 0-4 | order of the block that begins here |
 * | 5-6 | where that block is: nowhere (or no block begins here), buddy lists, private list, in use |
 * | 7 | poisoned |
 * | 8-15 | zone, or NO_ZONE for a hole and for memory that is not in service |
 * | 16-18 | claim of the holder, as its place in CLAIMS |
 * | 19 | the block is pinned; its links hold the two counts |
 * | 20 | the frame is mirrored |
 * | 21 | taken before the allocator existed |
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

/** What two buddies must have in common: same zone, same order, both on the buddy lists, neither poisoned. */
export const BUDDY_BITS = HEAD_BITS | POISONED | ZONE_BITS;

/** What an allocation writes into the first page of its block, and a free wipes out. */
export const USE_BITS = HEAD_BITS | CLAIM_BITS | PINNED;

/** No page, no block, no list. */
export const NONE = -1;

/** The largest order that {@link ORDER_BITS} and a mask of orders have room for. */
export const LARGEST_ORDER = 30;

export const orderIn = (word: number): number => word & ORDER_BITS;
export const zoneIn = (word: number): number => (word >>> ZONE_SHIFT) & 0xff;
export const claimIn = (word: number): number => (word >>> CLAIM_SHIFT) & 7;

/** First page of the block that holds `pfn`, whoever has it, or {@link NONE}. Looks at one page an order. */
export function headOf(words: Int32Array, pfn: number, maxOrder: number): number {
  for (let order = 0; order <= maxOrder; order++) {
    const head = pfn & -(1 << order);
    const word = words[head]!;
    // A block that begins here and ends before `pfn` shows that no larger one spans both.
    if (word & STATE_BITS) return head + (1 << orderIn(word)) > pfn ? head : NONE;
  }
  return NONE;
}
