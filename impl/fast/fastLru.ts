import { OWNERS } from '../../spec/index.ts';
import { makeLists } from '../memory/lru.ts';
import { LIST_WORDS, LISTED, LISTS_PER_OWNER, MOST_NUMBERS } from '../memory/lruRecord.ts';
import type { Memory } from '../memory/memory.ts';
import { CLAIM_SHIFT, LOCKED, NONE, ORDER_BITS, OWNER_SHIFT, ZONE_SHIFT } from '../memory/pageBits.ts';
import * as claims from '../requests/claims.ts';

// What is worked out is copied, for the engine reads an export anew each time.
const { DROPPABLE_CLAIMS, USER_CLAIMS } = claims;
/** Words of the lists of one owner in one zone, and where the second begins; see `lru.ts`. */
const KEPT = LIST_WORDS;
const OWNER_WORDS = KEPT * LISTS_PER_OWNER;
const LAST_NUMBER = MOST_NUMBERS - 1;

/** The lists of user memory, for an allocation that nobody pins: `enlist` and `delist`. */
export interface FastLru {
  /** For an allocation of a user. */
  readonly enlist: (pfn: number, word: number) => void;
  /** Once the lists are kept, for any allocation. */
  readonly delist: (pfn: number, word: number) => void;
}

export function createFastLru(memory: Memory): FastLru {
  const { links, lru, ownedPages, userClock } = memory;

  const enlist = (pfn: number, word: number): void => {
    const number = userClock[0]!;
    if (number >>> 0 >= LAST_NUMBER) return enlistAtLength(pfn, word);
    links[pfn << 1] = number;
    userClock[0] = number + 1;
  };

  /** Where the lists are kept, which LISTED says as the largest of all numbers, or have to be from now on. */
  const enlistAtLength = (pfn: number, word: number): void => {
    if (userClock[0] === LISTED) return push(pfn, word);
    links[pfn << 1] = LAST_NUMBER;
    makeLists(memory);
  };

  const push = (pfn: number, word: number): void => {
    const owner = (word >>> OWNER_SHIFT) & 7;
    const list = listOf(word, owner);
    const first = lru[list]!;
    links[pfn << 1] = first;
    links[(pfn << 1) | 1] = NONE;
    lru[list] = pfn;
    if (first >= 0) links[(first << 1) | 1] = pfn;
    else lru[list + 1] = pfn;
    ownedPages[owner] = ownedPages[owner]! + (1 << (word & ORDER_BITS));
  };

  const delist = (pfn: number, word: number): void => {
    if ((USER_CLAIMS >> ((word >>> CLAIM_SHIFT) & 7)) & 1) unlink(pfn, word);
  };

  const unlink = (pfn: number, word: number): void => {
    const owner = (word >>> OWNER_SHIFT) & 7;
    const list = listOf(word, owner);
    const after = links[pfn << 1]!;
    const before = links[(pfn << 1) | 1]!;
    if (before >= 0) links[before << 1] = after;
    else lru[list] = after;
    if (after >= 0) links[(after << 1) | 1] = before;
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
