import * as word from './pageWord.ts';
import { recordOf } from './pageWord.ts';

const { NEXT, NONE, PREV } = word;

/**
 * Lists with two ends, for private lists and for what reclaim may drop. The neighbours are in the page records, the ends in
 * `ends`, at the indices `first` and `last`.
 */
export function pushFirst(pages: Int32Array, ends: Int32Array, first: number, last: number, pfn: number) {
  const record = recordOf(pfn);
  const second = ends[first]!;
  pages[record + NEXT] = second;
  pages[record + PREV] = NONE;
  ends[first] = pfn;
  if (second >= 0) pages[recordOf(second) + PREV] = pfn;
  else ends[last] = pfn;
}

/** Appends a block, so that it is served after all that came before it. */
export function pushLast(pages: Int32Array, ends: Int32Array, first: number, last: number, pfn: number) {
  const record = recordOf(pfn);
  const before = ends[last]!;
  pages[record + NEXT] = NONE;
  pages[record + PREV] = before;
  ends[last] = pfn;
  if (before >= 0) pages[recordOf(before) + NEXT] = pfn;
  else ends[first] = pfn;
}

/** Takes a block off its queue, wherever it stands there. */
export function unlink(pages: Int32Array, ends: Int32Array, first: number, last: number, pfn: number) {
  const record = recordOf(pfn);
  const after = pages[record + NEXT]!;
  const before = pages[record + PREV]!;
  if (before >= 0) pages[recordOf(before) + NEXT] = after;
  else ends[first] = after;
  if (after >= 0) pages[recordOf(after) + PREV] = before;
  else ends[last] = before;
}
