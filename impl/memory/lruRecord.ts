import { OWNERS } from '../../spec/index.ts';

/** The lists of user memory of an owner in a zone, see `lru.ts`: what reclaim may drop, and what only a kill frees. */
export const LISTS_PER_OWNER = 2;
/** The newest allocation of a list, and the oldest. */
export const LIST_WORDS = 2;
/** Words of the lists of one zone. */
export const LRU_WORDS = OWNERS * LISTS_PER_OWNER * LIST_WORDS;

/** Stands for the next number where the lists are kept, and nothing is numbered. */
export const LISTED = -1;
/** Numbers end here, so that number and pfn fit into a double side by side. */
export const MOST_NUMBERS = 2 ** 26;
