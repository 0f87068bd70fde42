/**
 * The buddy lists of a zone and type are a row of {@link ROW_WORDS} integers: the first block of each order, and in the last
 * place a mask with bit `n` set while the list of order `n` is not empty.
 */
export const ROW_WORDS = 32;
export const LARGEST_ORDER = 30;

/** Rows of a zone, one for each type and one that stays empty: a row's number then has bits of its own for the type. */
export const ROWS_PER_ZONE = 8;
