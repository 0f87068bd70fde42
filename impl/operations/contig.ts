import {
  BUSY,
  CLAIMS,
  CMA,
  DONE,
  INTERRUPTED,
  INVALID,
  ISOLATE,
  MIRROR,
  NO_MEMORY,
  NO_ZONE,
  POINT_SIGNAL,
  ZONE_MOVABLE,
  zoneIndexOf,
} from '../../spec/index.ts';
import { listOf, pushFree, unlinkFree } from '../buddy/freeLists.ts';
import { strikes } from '../memory/failurePoints.ts';
import type { Memory } from '../memory/memory.ts';
import {
  CLAIM_SHIFT,
  claimIn,
  headOf,
  isFree,
  isPinned,
  isUsed,
  NONE,
  nextOf,
  orderIn,
  PINNED,
  previousOf,
  RANGE,
  USE_BITS,
  USED,
  zoneIn,
} from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holds, MOVABLE_CLAIMS } from '../requests/claims.ts';
import { areaAt } from './cma.ts';
import { poisonedPageOf } from './hold.ts';
import { offlineGfp } from './migrate.ts';
import { failsNow } from './offline.ts';

const KERNEL = CLAIMS.indexOf('kernel');
const DRIVER = CLAIMS.indexOf('driver');

/** Takes a range that the caller names. Source: alloc_contig_range, mm/page_alloc.c. */
export function contigAllocate(allocator: PageAllocator, pfn: number, pages: number): number {
  const { frameCount } = allocator.memory;
  if (pfn >>> 0 >= frameCount || pages < 1 || pages > frameCount - pfn) return INVALID;
  return allocator.takeRange(pfn, pfn + pages, false);
}

/** Gives a range back as a whole. Source: free_contig_range. */
export function contigFree(allocator: PageAllocator, pfn: number, pages: number): number {
  const { memory } = allocator;
  if (!isRangeAt(memory, pfn, pages) || areaAt(memory, pfn) !== NONE) return INVALID;
  releaseRange(allocator, pfn, pages);
  return DONE;
}

/** Frees the pieces of a range. */
export function releaseRange(allocator: PageAllocator, pfn: number, pages: number): void {
  const { memory } = allocator;
  for (let piece = pfn; piece < pfn + pages; ) {
    const order = orderIn(memory.pages[piece]!);
    if (poisonedPageOf(memory, piece, order) === NONE) allocator.putFree(piece, order);
    else allocator.putFreeAroundPoison(piece, order);
    piece += 1 << order;
  }
}

/** Whether a range of so many pages was given out at `pfn`. Takes any numbers. */
export function isRangeAt({ pages, links, frameCount }: Memory, pfn: number, count: number): boolean {
  if (pfn >>> 0 >= frameCount || count < 1) return false;
  return (pages[pfn]! & RANGE) !== 0 && links[previousOf(pfn)] === pfn && links[nextOf(pfn)] === count;
}

/**
 * Isolates the pageblocks around `[start, end)`, moves what is in use inside away and takes the range. Source:
 * alloc_contig_range; start_isolate_page_range, mm/page_isolation.c.
 *
 * @param cma the range lies in an area of the contiguous allocator, whose pageblocks nobody else may isolate
 * @returns DONE; BUSY or NO_MEMORY with a culprit; INTERRUPTED
 */
export function takeRange(allocator: PageAllocator, start: number, end: number, cma: boolean): number {
  const { memory } = allocator;
  const obstacle = allocator.obstacleInRange(start, end, cma);
  if (obstacle !== NONE) {
    memory.effects.culprit(obstacle);
    return BUSY;
  }
  allocator.drainBeforeIsolating();
  withholdAround(allocator, start, end);
  const answer = allocator.evacuateRange(start, end);
  if (answer === DONE) allocator.claimRange(start, end, cma);
  reinstateAround(allocator, start, end);
  if (answer === DONE) allocator.recordOwner(start, end - start);
  return answer;
}

/** First frame that keeps a range from being taken, or {@link NONE}. */
export function obstacleInRange(memory: Memory, start: number, end: number, cma: boolean): number {
  const { pages, types, pageblockOrder } = memory;
  const zone = zoneIn(pages[start]!);
  const size = 1 << pageblockOrder;
  for (let pfn = start & -size; pfn < ((end + size - 1) & -size); pfn++) {
    const own = zoneIn(pages[pfn]!);
    const type = types[pfn >> pageblockOrder]!;
    if (own === NO_ZONE || own !== zone || type === ISOLATE || (type === CMA && !cma)) return pfn;
    if (type === MIRROR && memory.setsAside) return pfn;
  }
  for (let pfn = start; pfn < end; pfn++) if (cannotGo(memory, pfn)) return pfn;
  return NONE;
}

/** The content of a page must stay: nobody may move it, or somebody holds it there. */
function cannotGo(memory: Memory, pfn: number): boolean {
  const head = headOf(memory.pages, pfn, memory.maxOrder);
  if (head === NONE) return true; // It left circulation, or was taken before the allocator existed.
  const word = memory.pages[head]!;
  if (!isUsed(word)) return false;
  if (isPinned(word) || !holds(MOVABLE_CLAIMS, claimIn(word))) return true;
  return poisonedPageOf(memory, head, orderIn(word)) !== NONE;
}

function withholdAround(allocator: PageAllocator, start: number, end: number): void {
  const { effects, pageblockOrder } = allocator.memory;
  for (let pageblock = start >> pageblockOrder; pageblock << pageblockOrder < end; pageblock++) {
    allocator.withhold(pageblock);
    effects.isolated(pageblock << pageblockOrder);
  }
}

function reinstateAround(allocator: PageAllocator, start: number, end: number): void {
  const { effects, pageblockOrder } = allocator.memory;
  for (let pageblock = start >> pageblockOrder; pageblock << pageblockOrder < end; pageblock++) {
    allocator.reinstate(pageblock);
    effects.unisolated(pageblock << pageblockOrder);
  }
}

/**
 * Moves every allocation that reaches into a range. What cannot move for a moment is tried again; each point fails once, so the five
 * tries of Linux are never used up. Source: __alloc_contig_migrate_range.
 *
 * @returns DONE, INTERRUPTED, or NO_MEMORY and names the allocation that found no new place
 */
export function evacuateRange(allocator: PageAllocator, start: number, end: number): number {
  const { memory } = allocator;
  const { pages, effects } = memory;
  for (let pfn = start; ; ) {
    if (strikes(memory, POINT_SIGNAL)) return INTERRUPTED;
    const head = nextInRange(memory, pfn, end);
    if (head === NONE) return DONE;
    pfn = head;
    if (failsNow(memory)) effects.retried(head);
    else if (allocator.moveAllocation(head, offlineGfp(pages[head]!)) < 0) {
      effects.culprit(head);
      return NO_MEMORY;
    }
  }
}

/** First page of the first allocation that reaches into `[from, end)`, or {@link NONE}. */
function nextInRange({ pages, maxOrder }: Memory, from: number, end: number): number {
  for (let pfn = from; pfn < end; ) {
    const head = headOf(pages, pfn, maxOrder);
    const word = head === NONE ? 0 : pages[head]!;
    if (isUsed(word)) return head;
    pfn = head === NONE ? pfn + 1 : head + (1 << orderIn(word));
  }
  return NONE;
}

/** Makes withheld pages a range. What of their free blocks reaches beyond it stays withheld. */
export function claimRange(memory: Memory, start: number, end: number, cma: boolean): void {
  const { pages, links, maxOrder } = memory;
  const zone = zoneIn(pages[start]!);
  for (let pfn = start; pfn < end; ) {
    const head = headOf(pages, pfn, maxOrder);
    const word = head === NONE ? 0 : pages[head]!;
    const size = 1 << orderIn(word);
    if (isFree(word)) {
      unlinkFree(memory, head, listOf(zone, ISOLATE, orderIn(word)));
      pushPieces(memory, zone, head, start);
      pushPieces(memory, zone, end, head + size);
    }
    pfn = head === NONE ? pfn + 1 : head + size;
  }
  const claim = cma || zoneIndexOf(zone) === ZONE_MOVABLE ? DRIVER : KERNEL;
  for (let pfn = start; pfn < end; ) {
    const order = pieceOrder(memory, pfn, end);
    pages[pfn] = (pages[pfn]! & ~USE_BITS) | USED | order | (claim << CLAIM_SHIFT) | PINNED | RANGE;
    links[nextOf(pfn)] = end - start;
    links[previousOf(pfn)] = start;
    pfn += 1 << order;
  }
}

/** Puts `[start, end)`, if there is such a thing, back on the lists of withheld blocks. */
function pushPieces(memory: Memory, zone: number, start: number, end: number): void {
  for (let pfn = start; pfn < end; ) {
    const order = pieceOrder(memory, pfn, end);
    pushFree(memory, pfn, listOf(zone, ISOLATE, order));
    pfn += 1 << order;
  }
}

/** Order of the largest aligned block that begins at `pfn` and ends at or before `end`. */
function pieceOrder({ maxOrder }: Memory, pfn: number, end: number): number {
  let order = 0;
  while (order < maxOrder && (pfn & ((2 << order) - 1)) === 0 && pfn + (2 << order) <= end) order++;
  return order;
}
