import { CMA, HIGHATOMIC, isOrdinary, MIGRATETYPES, MIRROR } from '../../spec/zones/migratetype.ts';
import { TAG_FREE, TAG_NONE, type WorldState } from './state.ts';

/*
 * The oracle's own index of maximal free blocks. Which blocks a sound allocator's lists hold follows from which frames are
 * free, so the index needs no lists: one tag a block, and counts by zone, type and order. It answers what any request
 * could have been given, and costs O(order) a change.
 */

/** Puts a free block in, merging it with every free buddy it may merge with. */
export function insertFree(s: WorldState, pfn: number, order: number): void {
  const zone = s.zone[pfn]!; // Callers pass frames below frameCount; see WorldState.
  const type = s.blockType[pfn >> s.pageblockOrder]!;
  s.free[zone]! += 1 << order;
  if (type >= HIGHATOMIC) countSpecial(s, zone, type, 1 << order);
  let first = pfn;
  let grown = order;
  while (grown < s.maxOrder) {
    const buddy = first ^ (1 << grown);
    if (s.tag[buddy] !== TAG_FREE + grown || s.zone[buddy] !== zone) break;
    if (grown >= s.pageblockOrder && !unifyTypes(s, buddy, grown, type, zone)) break;
    dropBlock(s, buddy, grown);
    first &= ~(1 << grown);
    grown++;
  }
  addBlock(s, first, grown);
}

/**
 * Takes `2^order` frames out of the free block around them; the rest of it stays free in maximal pieces. False if no single
 * free block holds them all.
 */
export function removeFree(s: WorldState, pfn: number, order: number): boolean {
  let whole = containingOrder(s, pfn, order);
  if (whole < 0) return false;
  let first = pfn & -(1 << whole);
  dropBlock(s, first, whole);
  while (whole > order) {
    whole--;
    const upper = first + (1 << whole);
    if (pfn < upper) addBlock(s, upper, whole);
    else {
      addBlock(s, first, whole);
      first = upper;
    }
  }
  const zone = s.zone[pfn]!;
  s.free[zone]! -= 1 << order;
  const type = s.blockType[pfn >> s.pageblockOrder]!;
  if (type >= HIGHATOMIC) countSpecial(s, zone, type, -(1 << order));
  return true;
}

/** Free pages of special pageblocks are counted by themselves as well; those of a reserve are not counted free. */
function countSpecial(s: WorldState, zone: number, type: number, pages: number): void {
  if (type === CMA) s.freeCma[zone]! += pages;
  else if (type === HIGHATOMIC) s.freeHighatomic[zone]! += pages;
  if (type !== MIRROR) return;
  s.freeMirror[zone]! += pages;
  if (s.setsAside) s.free[zone]! -= pages;
}

/** Order of the maximal free block that holds these frames, or -1. */
export function containingOrder(s: WorldState, pfn: number, order: number): number {
  for (let whole = order; whole <= s.maxOrder; whole++) {
    if (s.tag[pfn & -(1 << whole)] === TAG_FREE + whole) return whole;
  }
  return -1;
}

/** Whether some free block of at least this order hangs on a list of the type. */
export const hasOwn = (s: WorldState, zone: number, type: number, order: number): boolean =>
  s.orders[zone * MIGRATETYPES + type]! >>> order !== 0;

/** Gives every pageblock of a free block (of at least a pageblock) another type. */
export function retypeFree(s: WorldState, first: number, order: number, type: number): void {
  dropBlock(s, first, order);
  setTypes(s, first, order, type);
  addBlock(s, first, order);
}

/**
 * Two whole pageblocks merge if their types are equal or both ordinary; then the merged block has the type of the one
 * that was freed. Source: mm/page_alloc.c, __free_one_page.
 */
function unifyTypes(s: WorldState, buddy: number, order: number, type: number, zone: number): boolean {
  const other = s.blockType[buddy >> s.pageblockOrder]!;
  if (other === type) return true;
  if (!isOrdinary(other) || !isOrdinary(type)) return false;
  s.blocks[blocksAt(s, zone, other, order)]!--;
  if (s.blocks[blocksAt(s, zone, other, order)] === 0)
    s.orders[zone * MIGRATETYPES + other]! &= ~(1 << order);
  setTypes(s, buddy, order, type);
  s.blocks[blocksAt(s, zone, type, order)]!++; // `dropBlock` follows and takes it away again.
  return true;
}

function setTypes(s: WorldState, first: number, order: number, type: number): void {
  const block = first >> s.pageblockOrder;
  s.blockType.fill(type, block, block + (1 << (order - s.pageblockOrder)));
}

function addBlock(s: WorldState, first: number, order: number): void {
  const zone = s.zone[first]!;
  const type = s.blockType[first >> s.pageblockOrder]!;
  s.tag[first] = TAG_FREE + order;
  s.blocks[blocksAt(s, zone, type, order)]!++;
  s.orders[zone * MIGRATETYPES + type]! |= 1 << order;
}

function dropBlock(s: WorldState, first: number, order: number): void {
  const zone = s.zone[first]!;
  const type = s.blockType[first >> s.pageblockOrder]!;
  s.tag[first] = TAG_NONE;
  const at = blocksAt(s, zone, type, order);
  s.blocks[at]!--;
  if (s.blocks[at] === 0) s.orders[zone * MIGRATETYPES + type]! &= ~(1 << order);
}

const blocksAt = (s: WorldState, zone: number, type: number, order: number): number =>
  (zone * MIGRATETYPES + type) * (s.maxOrder + 1) + order;
