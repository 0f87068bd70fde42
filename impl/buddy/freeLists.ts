import * as spec from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import * as word from '../memory/pageWord.ts';
import { nextOf, previousOf } from '../memory/pageWord.ts';
import * as record from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import * as row from './rowRecord.ts';

const { CMA, HIGHATOMIC, ISOLATE, MIRROR } = spec;
const { FREE, HEAD_BITS, NONE, ORDER_BITS } = word;
const { ROW_WORDS, ROWS_PER_ZONE } = row;
const { FREE_CMA_PAGES, FREE_HIGHATOMIC_PAGES, FREE_MIRROR_PAGES, FREE_PAGES } = record;

/** Index of a buddy list; its low five bits are the order. */
export const listOf = (zone: number, type: number, order: number): number =>
  ((Math.imul(zone, ROWS_PER_ZONE) + type) << 5) | order;

/** Index of the mask of a row. */
export const maskOf = (list: number): number => list | ORDER_BITS;

/** Mask of the orders that the lists of a zone and type hold. */
export const ordersOf = (memory: Memory, zone: number, type: number): number =>
  memory.heads[maskOf(listOf(zone, type, 0))]!;

/** Empties all lists. */
export function clearLists(heads: Int32Array): void {
  heads.fill(NONE);
  for (let row = 0; row < heads.length; row += ROW_WORDS) heads[maskOf(row)] = 0;
}

/**
 * Puts a block in front of a buddy list. Counts nothing: the pages were free before, or the caller counts them. Of the first block, the
 * link to the one before it means nothing, so that taking it touches no other.
 */
export function pushFree(memory: Memory, pfn: number, list: number): void {
  const { pages, links, heads } = memory;
  const order = list & ORDER_BITS;
  const first = heads[list]!;
  pages[pfn] = (pages[pfn]! & ~HEAD_BITS) | FREE | order;
  links[nextOf(pfn)] = first;
  heads[list] = pfn;
  if (first >= 0) links[previousOf(first)] = pfn;
  else heads[maskOf(list)]! |= 1 << order;
}

/** Takes a block off its buddy list; no block begins at `pfn` afterwards. */
export function unlinkFree(memory: Memory, pfn: number, list: number): void {
  const { pages, links, heads } = memory;
  const after = links[nextOf(pfn)]!;
  pages[pfn]! &= ~HEAD_BITS;
  if (heads[list] === pfn) {
    heads[list] = after;
    if (after < 0) heads[maskOf(list)]! &= ~(1 << (list & ORDER_BITS));
    return;
  }
  const before = links[previousOf(pfn)]!;
  links[nextOf(before)] = after;
  if (after >= 0) links[previousOf(after)] = before;
}

/**
 * Counts pages onto (or, negative, off) the lists of a type. Withheld pages are free, but do not count as such, nor do those
 * of a mirror reserve.
 */
export function countFree(memory: Memory, zone: number, type: number, pages: number): void {
  const { zones } = memory;
  if (type < HIGHATOMIC) zones[fieldOf(zone, FREE_PAGES)]! += pages;
  else countSpecial(memory, zone, type, pages);
}

function countSpecial(memory: Memory, zone: number, type: number, pages: number): void {
  if (type === ISOLATE) return;
  const { zones } = memory;
  if (type !== MIRROR || !memory.setsAside) zones[fieldOf(zone, FREE_PAGES)]! += pages;
  const field = type === CMA ? FREE_CMA_PAGES : type === MIRROR ? FREE_MIRROR_PAGES : FREE_HIGHATOMIC_PAGES;
  zones[fieldOf(zone, field)]! += pages;
}
