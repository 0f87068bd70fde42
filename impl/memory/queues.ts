import { NONE } from './pageWord.ts';

/**
 * Lists with two ends, for private lists and for what reclaim may drop. They share the links of the buddy lists, since a
 * block is on one list at most. `first` and `last` hold the ends, at index `queue`.
 */
export function pushFirst(
  first: Int32Array,
  last: Int32Array,
  next: Int32Array,
  prev: Int32Array,
  queue: number,
  pfn: number,
): void {
  const second = first[queue]!;
  next[pfn] = second;
  prev[pfn] = NONE;
  first[queue] = pfn;
  if (second >= 0) prev[second] = pfn;
  else last[queue] = pfn;
}

/** Appends a block, so that it is served after all that came before it. */
export function pushLast(
  first: Int32Array,
  last: Int32Array,
  next: Int32Array,
  prev: Int32Array,
  queue: number,
  pfn: number,
): void {
  const before = last[queue]!;
  next[pfn] = NONE;
  prev[pfn] = before;
  last[queue] = pfn;
  if (before >= 0) next[before] = pfn;
  else first[queue] = pfn;
}

/** Takes a block off its queue, wherever it stands there. */
export function unlink(
  first: Int32Array,
  last: Int32Array,
  next: Int32Array,
  prev: Int32Array,
  queue: number,
  pfn: number,
): void {
  const after = next[pfn]!;
  const before = prev[pfn]!;
  if (before >= 0) next[before] = after;
  else first[queue] = after;
  if (after >= 0) prev[after] = before;
  else last[queue] = before;
}
