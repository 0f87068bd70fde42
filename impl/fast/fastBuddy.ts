import { HIGHATOMIC, MOVABLE } from '../../spec/index.ts';
import { adoptType } from '../buddy/merge.ts';
import { ROW_WORDS, ROWS_PER_ZONE } from '../buddy/rowRecord.ts';
import type { Memory } from '../memory/memory.ts';
import { BUDDY_BITS, FREE, HEAD_BITS, NONE, ORDER_BITS, USE_BITS, ZONE_SHIFT } from '../memory/pageBits.ts';
import { FREE_CMA_PAGES, FREE_PAGES, ZONE_WORDS } from '../zones/zoneRecord.ts';

/** Taking a block off the buddy lists and putting one back, where nothing is special: `takeSmallest` and `putFree`. */
export interface FastBuddy {
  /**
   * Takes a block off the lists of an ordinary type. Its word stays that of a free block, since whoever takes it writes another.
   *
   * @returns its first pfn, or NONE and nothing has changed
   */
  readonly take: (order: number, zone: number, type: number) => number;
  /** Whether `put` may be asked: the block lies in pageblocks of one type, and an ordinary one. */
  readonly mayPut: (order: number, type: number) => boolean;
  /** Frees a block, whatever its word says of its use; `type` is that of its pageblock. */
  readonly put: (pfn: number, order: number, zone: number, type: number) => void;
}

export function createFastBuddy(memory: Memory): FastBuddy {
  const { pages, links, zones, heads, types, pageblockOrder, maxOrder, prefersMirror } = memory;

  const push = (pfn: number, row: number, order: number): void => {
    const first = heads[row | order]!;
    pages[pfn] = (pages[pfn]! & ~USE_BITS) | FREE | order;
    links[pfn << 1] = first;
    heads[row | order] = pfn;
    if (first >= 0) links[(first << 1) | 1] = pfn;
    else heads[row | ORDER_BITS] = heads[row | ORDER_BITS]! | (1 << order);
  };

  const takeFirst = (pfn: number, row: number, order: number): void => {
    const after = links[pfn << 1]!;
    heads[row | order] = after;
    if (after < 0) heads[row | ORDER_BITS] = heads[row | ORDER_BITS]! & ~(1 << order);
  };

  const unlink = (pfn: number, row: number, order: number): void => {
    pages[pfn] = pages[pfn]! & ~HEAD_BITS;
    if (heads[row | order] === pfn) return takeFirst(pfn, row, order);
    const after = links[pfn << 1]!;
    const before = links[(pfn << 1) | 1]!;
    links[before << 1] = after;
    if (after >= 0) links[(after << 1) | 1] = before;
  };

  const take = (order: number, zone: number, type: number): number => {
    const record = zone * ZONE_WORDS;
    // Where CMA or the mirror come first, there is more to think of.
    if (prefersMirror) return NONE;
    if (type === MOVABLE && zones[record + FREE_CMA_PAGES]! * 2 > zones[record + FREE_PAGES]!) return NONE;
    const row = (zone * ROWS_PER_ZONE + type) * ROW_WORDS;
    const orders = heads[row | ORDER_BITS]! >>> order;
    if (orders === 0) return NONE;
    const from = order + 31 - Math.clz32(orders & -orders);
    const pfn = heads[row | from]!;
    takeFirst(pfn, row, from);
    if (from > order) split(pfn, row, from, order);
    zones[record + FREE_PAGES] = zones[record + FREE_PAGES]! - (1 << order);
    return pfn;
  };

  /** Puts all but the first `2^order` pages of a block of order `from` on the lists. */
  const split = (pfn: number, row: number, from: number, order: number): void => {
    for (let half = from - 1; half >= order; half--) push(pfn + (1 << half), row, half);
  };

  const mayPut = (order: number, type: number): boolean => order <= pageblockOrder && type < HIGHATOMIC;

  /** Takes a buddy off its list. @returns whether it may become one with a block of another pageblock */
  const unlinkAcross = (buddy: number, zone: number, type: number, height: number): boolean => {
    const buddyType = types[buddy >> pageblockOrder]!;
    if (buddyType !== type) {
      if (buddyType >= HIGHATOMIC) return false;
      adoptType(memory, buddy, height, type);
    }
    unlink(buddy, (zone * ROWS_PER_ZONE + buddyType) * ROW_WORDS, height);
    return true;
  };

  const put = (pfn: number, order: number, zone: number, type: number): void => {
    const record = zone * ZONE_WORDS;
    zones[record + FREE_PAGES] = zones[record + FREE_PAGES]! + (1 << order);
    const row = (zone * ROWS_PER_ZONE + type) * ROW_WORDS;
    const freeInZone = (zone << ZONE_SHIFT) | FREE;
    let start = pfn;
    let height = order;
    while (height < maxOrder) {
      const buddy = start ^ (1 << height);
      if ((pages[buddy]! & BUDDY_BITS) !== (freeInZone | height)) break;
      if (height < pageblockOrder) unlink(buddy, row, height);
      else if (!unlinkAcross(buddy, zone, type, height)) break;
      start &= buddy;
      height++;
    }
    if (start !== pfn) pages[pfn] = pages[pfn]! & ~USE_BITS;
    push(start, row, height);
  };

  return { take, mayPut, put };
}
