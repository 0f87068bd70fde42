/**
 * By CPU, row (zone and type) and order: where in the state of an allocator the list is that such blocks are taken from and put on, and
 * behind that, where the pages on it are counted. {@link PLACE_ROW} words for each row.
 */
export const PLACE_ROW = 64;
