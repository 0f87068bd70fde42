import { CMA, ISOLATE, MIGRATETYPES } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { FREE, HEAD_BITS, NONE } from '../memory/pageWord.ts';

/** Number of the buddy list of free blocks of `2^order` pages; its low five bits are the order. */
export const listOf = (zone: number, type: number, order: number): number =>
  ((zone * MIGRATETYPES + type) << 5) | order;

/** Puts a block in front of a buddy list. Counts nothing: the pages were free before, or the caller counts them. */
export function pushFree(memory: Memory, pfn: number, list: number): void {
  const { words, next, prev, heads } = memory;
  const first = heads[list]!;
  words[pfn] = (words[pfn]! & ~HEAD_BITS) | FREE | (list & 31);
  next[pfn] = first;
  prev[pfn] = NONE;
  heads[list] = pfn;
  if (first >= 0) prev[first] = pfn;
  else memory.filled[list >> 5]! |= 1 << (list & 31);
}

/** Takes a block off its buddy list; no block begins at `pfn` afterwards. */
export function unlinkFree(memory: Memory, pfn: number, list: number): void {
  const { words, next, prev, heads } = memory;
  const after = next[pfn]!;
  const before = prev[pfn]!;
  words[pfn]! &= ~HEAD_BITS;
  if (after >= 0) prev[after] = before;
  if (before >= 0) {
    next[before] = after;
    return;
  }
  heads[list] = after;
  if (after < 0) memory.filled[list >> 5]! &= ~(1 << (list & 31));
}

/** Counts pages onto (or, negative, off) the lists of a type. Withheld pages are free, but do not count as such. */
export function countFree(memory: Memory, zone: number, type: number, pages: number): void {
  if (type === ISOLATE) return;
  memory.free[zone]! += pages;
  if (type === CMA) memory.freeCma[zone]! += pages;
}
