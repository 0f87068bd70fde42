import { holderAt } from './allocations.ts';
import { NOBODY, TAG_NONE, TAG_USED, type WorldState } from './state.ts';

/*
 * Contiguous ranges: neither their size nor their place is a power of two, so a range is tagged in aligned pieces, each as large
 * as alignment and rest allow. Its operation has no `at`: nothing that can be asked of a block can be asked of a range.
 */

/** Notes that an operation holds a range. */
export function holdRange(s: WorldState, handle: number, pfn: number, pages: number, claim: number): void {
  s.rangeAt[handle] = pfn;
  s.rangePages[handle] = pages;
  s.rangeArea[handle] = -1;
  s.order[handle] = 0;
  s.claim[handle] = claim;
  for (let piece = pfn; piece < pfn + pages; ) {
    const order = pieceOrder(s, piece, pfn + pages);
    s.tag[piece] = TAG_USED + order;
    s.holder[piece] = handle;
    piece += 1 << order;
  }
}

/** Forgets a range; what becomes of its frames is the caller's. `each` is told of the pieces, in order. */
export function forgetRange(s: WorldState, handle: number, each: (pfn: number, order: number) => void): void {
  const pfn = s.rangeAt[handle]!; // Callers have seen that there is one.
  const end = pfn + s.rangePages[handle]!;
  s.rangeAt[handle] = -1;
  for (let piece = pfn; piece < end; ) {
    const order = pieceOrder(s, piece, end);
    s.tag[piece] = TAG_NONE;
    s.holder[piece] = NOBODY;
    each(piece, order);
    piece += 1 << order;
  }
}

/** Whether the frame belongs to a contiguous range. */
export function isInRange(s: WorldState, frame: number): boolean {
  const holder = holderAt(s, frame);
  return holder >= 0 && s.rangeAt[holder]! >= 0;
}

/** Order of the largest aligned block that begins at `pfn` and does not reach beyond `end`. */
function pieceOrder(s: WorldState, pfn: number, end: number): number {
  let order = 0;
  while (order < s.maxOrder && (pfn & ((2 << order) - 1)) === 0 && pfn + (2 << order) <= end) order++;
  return order;
}
