import * as spec from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import * as bits from '../memory/pageWord.ts';
import * as claims from '../requests/claims.ts';

const { OWNERS } = spec;
const { CLAIM_SHIFT, LOCKED, NEXT, NONE, ORDER_BITS, OWNER_SHIFT, PAGE_WORDS, PREV, ZONE_SHIFT } = bits;
const { DROPPABLE_CLAIMS, USER_CLAIMS } = claims;

/** Words of the lists of one owner in one zone, and where the second begins; see `lru.ts`. */
const OWNER_WORDS = 4;
const KEPT = 2;

/** The lists of user memory, for an allocation that nobody pins: `enlist` and `delist`. */
export interface FastLru {
  readonly enlist: (pfn: number, word: number) => void;
  readonly delist: (pfn: number, word: number) => void;
}

export function createFastLru({ pages, lru, ownedPages }: Memory): FastLru {
  const enlist = (pfn: number, word: number): void => {
    if (!((USER_CLAIMS >> ((word >>> CLAIM_SHIFT) & 7)) & 1)) return;
    const owner = (word >>> OWNER_SHIFT) & 7;
    const list = listOf(word, owner);
    const page = Math.imul(pfn, PAGE_WORDS);
    const first = lru[list]!;
    pages[page + NEXT] = first;
    pages[page + PREV] = NONE;
    lru[list] = pfn;
    if (first >= 0) pages[Math.imul(first, PAGE_WORDS) + PREV] = pfn;
    else lru[list + 1] = pfn;
    ownedPages[owner] = ownedPages[owner]! + (1 << (word & ORDER_BITS));
  };

  const delist = (pfn: number, word: number): void => {
    if (!((USER_CLAIMS >> ((word >>> CLAIM_SHIFT) & 7)) & 1)) return;
    const owner = (word >>> OWNER_SHIFT) & 7;
    const list = listOf(word, owner);
    const page = Math.imul(pfn, PAGE_WORDS);
    const after = pages[page + NEXT]!;
    const before = pages[page + PREV]!;
    if (before >= 0) pages[Math.imul(before, PAGE_WORDS) + NEXT] = after;
    else lru[list] = after;
    if (after >= 0) pages[Math.imul(after, PAGE_WORDS) + PREV] = before;
    else lru[list + 1] = before;
    ownedPages[owner] = ownedPages[owner]! - (1 << (word & ORDER_BITS));
  };

  return { enlist, delist };
}

function listOf(word: number, owner: number): number {
  const droppable = !(word & LOCKED) && (DROPPABLE_CLAIMS >> ((word >>> CLAIM_SHIFT) & 7)) & 1;
  const zone = (word >>> ZONE_SHIFT) & 0xff;
  return Math.imul(Math.imul(zone, OWNERS) + owner, OWNER_WORDS) + (droppable ? 0 : KEPT);
}
