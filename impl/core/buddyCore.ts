/** Blocks of `2^order` pages, named by their first pfn, from 0 to the number of pages. */
export interface BuddyCore {
  /** Takes a block. @returns its first pfn, or -1 if there is none; `order` is 0 to `maxOrder` */
  readonly allocate: (order: number) => number;
  /** Gives a block back that `allocate` returned for this order. Checks nothing. */
  readonly free: (pfn: number, order: number) => void;
  /** Makes all pages free. */
  readonly reset: () => void;
}

/**
 * The buddy algorithm and nothing else: no zones, no mobility, no marks, no checks. It is the measure of what all of these cost,
 * and will do for a program that wants blocks of numbers.
 *
 * The free blocks of an order are a list with links in arrays, -1 at either end; a byte a page says which order of free block
 * begins there, plus one. 9 bytes a page. Source: Knowlton, A fast storage allocator, 1965; __free_one_page, mm/page_alloc.c.
 *
 * One function over constant arrays, since the engine folds their addresses into the code of the one instance; several in one
 * process share code that knows none of them, and are two to three times slower.
 *
 * @param pages a multiple of `2^maxOrder`, at most 2^30
 * @throws RangeError if it is not
 */
export function createBuddyCore(pages: number, maxOrder: number): BuddyCore {
  const largest = 2 ** maxOrder;
  if (!(pages > 0 && pages <= 2 ** 30 && pages % largest === 0))
    throw new RangeError(`${pages} pages are not whole blocks of ${largest}, or more than 2^30`);
  const heads = new Int32Array(maxOrder + 1);
  const next = new Int32Array(pages);
  const previous = new Int32Array(pages);
  const tags = new Uint8Array(pages);

  const push = (pfn: number, order: number): void => {
    const first = heads[order]!;
    next[pfn] = first;
    previous[pfn] = -1;
    if (first >= 0) previous[first] = pfn;
    heads[order] = pfn;
    tags[pfn] = order + 1;
  };

  /** Onto a list that is empty. */
  const pushAlone = (pfn: number, order: number): void => {
    next[pfn] = -1;
    previous[pfn] = -1;
    heads[order] = pfn;
    tags[pfn] = order + 1;
  };

  /** The first block of a list that is not empty. */
  const pop = (order: number): number => {
    const pfn = heads[order]!;
    const after = next[pfn]!;
    heads[order] = after;
    if (after >= 0) previous[after] = -1;
    tags[pfn] = 0;
    return pfn;
  };

  const unlink = (pfn: number, order: number): void => {
    const after = next[pfn]!;
    const before = previous[pfn]!;
    if (before >= 0) next[before] = after;
    else heads[order] = after;
    if (after >= 0) previous[after] = before;
    tags[pfn] = 0;
  };

  const allocate = (order: number): number => {
    let from = order;
    while (from <= maxOrder && heads[from]! < 0) from++;
    if (from > maxOrder) return -1;
    const pfn = pop(from);
    while (from > order) {
      from--;
      pushAlone(pfn + (1 << from), from);
    }
    return pfn;
  };

  const free = (pfn: number, order: number): void => {
    let start = pfn;
    let height = order;
    while (height < maxOrder) {
      const buddy = start ^ (1 << height);
      if (tags[buddy] !== height + 1) break;
      unlink(buddy, height);
      start &= buddy;
      height++;
    }
    push(start, height);
  };

  const reset = (): void => {
    heads.fill(-1);
    tags.fill(0);
    // Downwards, so that the lowest block stands first.
    for (let pfn = pages - largest; pfn >= 0; pfn -= largest) push(pfn, maxOrder);
  };

  reset();
  return { allocate, free, reset };
}
