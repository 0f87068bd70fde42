/**
 * Operations as the run loop reads them: four 32-bit integers each, in one array, so that half a million operations cost
 * neither an object each nor a pause of the garbage collector. `operationAt` gives the readable form.
 *
 * The first is the number of the kind, then come its arguments in the order of `OPERATIONS`, one a word; where there are
 * more than three, the small ones share the first: order + 256 * class + 65536 * owner, node, cpu.
 *
 * `of` is the place, in the same array, of the allocate that made the subject.
 */
export type OperationWords = Int32Array;

/** Integers of one operation. */
export const OPERATION_WORDS = 4;

/** Number of operations in an array of words. */
export const operationCount = (words: OperationWords): number => words.length / OPERATION_WORDS;
