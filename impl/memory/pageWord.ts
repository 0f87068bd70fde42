import * as bits from './pageBits.ts';

export * from './pageBits.ts';

const { CLAIM_SHIFT, FREE, NONE, ORDER_BITS, ORPHAN, OWNER_SHIFT, PINNED, STATE_BITS, USED, ZONE_SHIFT } =
  bits;

/** Index, in `links`, of the next and of the previous block on the list of the block that begins at `pfn`. */
export const nextOf = (pfn: number): number => pfn << 1;
export const previousOf = (pfn: number): number => (pfn << 1) | 1;

export const orderIn = (word: number): number => word & ORDER_BITS;
export const zoneIn = (word: number): number => (word >>> ZONE_SHIFT) & 0xff;
export const claimIn = (word: number): number => (word >>> CLAIM_SHIFT) & 7;
export const ownerIn = (word: number): number => (word >>> OWNER_SHIFT) & 7;
export const isFree = (word: number): boolean => (word & STATE_BITS) === FREE;
export const isUsed = (word: number): boolean => (word & STATE_BITS) === USED;
/** Held by pins or extra references. */
export const isPinned = (word: number): boolean => (word & PINNED) !== 0;

export const isOrphan = (word: number): boolean => (word & ORPHAN) !== 0;
export const shortPinsIn = (link: number): number => link & 0xffff;
export const referencesIn = (link: number): number => link >> 16;

/** First page of the block that holds `pfn`, whoever has it, or NONE. Looks at one page an order. */
export function headOf(pages: Int32Array, pfn: number, maxOrder: number): number {
  for (let order = 0; order <= maxOrder; order++) {
    const head = pfn & -(1 << order);
    const word = pages[head]!;
    // A block that begins here and ends before `pfn` shows that no larger one spans both.
    if (word & STATE_BITS) return head + (1 << orderIn(word)) > pfn ? head : NONE;
  }
  return NONE;
}
