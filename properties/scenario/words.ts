/**
 * Operations as the run loop reads them: four 32-bit integers each, in one array, so that half a million operations cost
 * neither an object each nor a pause of the garbage collector. `operationAt` gives the readable form.
 *
 * | kind | 1 | 2 | 3 |
 * | --- | --- | --- | --- |
 * | allocate | order + 256 * class | node | cpu |
 * | free | of | cpu | |
 * | pin, unpin | of | term | |
 * | reclaim | pages | node | zone |
 * | offline | block | | |
 * | online | block | to | |
 * | poison | pfn | error | |
 * | poisonOf | of | offset | error |
 * | drain | cpu, or -1 | | |
 *
 * `of` is the place, in the same array, of the allocate that made the subject.
 */
export type OperationWords = Int32Array;

/** Integers of one operation. */
export const OPERATION_WORDS = 4;

/** Number of operations in an array of words. */
export const operationCount = (words: OperationWords): number => words.length / OPERATION_WORDS;
