import * as word from './pageWord.ts';
import { nextOf, previousOf } from './pageWord.ts';

const { NONE } = word;

/**
 * Lists with two ends, for what reclaim may drop. The neighbours are in `links`, the ends in `ends`, at the indices `first` and
 * `last`.
 */
export function pushFirst(links: Int32Array, ends: Int32Array, first: number, last: number, pfn: number) {
  const second = ends[first]!;
  links[nextOf(pfn)] = second;
  links[previousOf(pfn)] = NONE;
  ends[first] = pfn;
  if (second >= 0) links[previousOf(second)] = pfn;
  else ends[last] = pfn;
}

/** Takes a block off its queue, wherever it stands there. */
export function unlink(links: Int32Array, ends: Int32Array, first: number, last: number, pfn: number) {
  const after = links[nextOf(pfn)]!;
  const before = links[previousOf(pfn)]!;
  if (before >= 0) links[nextOf(before)] = after;
  else ends[first] = after;
  if (after >= 0) links[previousOf(after)] = before;
  else ends[last] = before;
}
