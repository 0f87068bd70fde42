import {
  CLAIMS,
  COMPACT_COMPLETE,
  COMPACT_SUCCESS,
  HIGHATOMIC,
  ISOLATE,
  MIRROR,
  MOVABLE,
} from '../../spec/index.ts';
import { takeExactBlock } from '../buddy/split.ts';
import type { Memory } from '../memory/memory.ts';
import { claimIn, headOf, isUsed, NONE, orderIn, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { hasBlock } from '../zones/mayGive.ts';
import { settle } from './migrate.ts';

const CRITICAL = CLAIMS.indexOf('critical');

/** How far the two scanners of a run have come. */
interface Scan {
  readonly zone: number;
  /** The pageblock that the free scanner has come down to. */
  goal: number;
  /** Only orders below this are worth moving: others are no gain, or no place was left for them. */
  below: number;
  /** The same for critical memory, whose place must be mirrored. */
  belowMirrored: number;
}

/**
 * Moves allocations from the low end of a zone to its high end until a free block is large enough, or the two scanners meet. Only
 * what is smaller than the block sought moves, and stays within one pageblock. Source: compact_zone.
 */
export function scanZone(allocator: PageAllocator, zone: number, order: number, type: number): number {
  const { memory } = allocator;
  const below = Math.min(order, memory.pageblockOrder);
  const goal = (memory.frameCount - 1) >> memory.pageblockOrder;
  const scan: Scan = { zone, goal, below, belowMirrored: below };
  const isFound = () => hasBlock(memory, zone, order, type === MOVABLE);
  for (let pageblock = 0; pageblock < scan.goal; pageblock++)
    if (allocator.mayEmpty(pageblock) && emptyUntil(allocator, scan, pageblock, isFound))
      return COMPACT_SUCCESS;
  return COMPACT_COMPLETE;
}

/** The migrate scanner in one pageblock. @returns whether the block is found, and the run over */
function emptyUntil(
  allocator: PageAllocator,
  scan: Scan,
  pageblock: number,
  isFound: () => boolean,
): boolean {
  const { pages, pageblockOrder } = allocator.memory;
  const end = (pageblock + 1) << pageblockOrder;
  for (let pfn = pageblock << pageblockOrder; pfn < end; ) {
    const word = pages[pfn]!;
    if (isWorthMoving(scan, word) && moveUp(allocator, scan, pfn, pageblock) && isFound()) return true;
    pfn += 1 << orderIn(word);
  }
  return false;
}

const isWorthMoving = (scan: Scan, word: number): boolean =>
  isUsed(word) &&
  zoneIn(word) === scan.zone &&
  orderIn(word) < (claimIn(word) === CRITICAL ? scan.belowMirrored : scan.below);

/** Moves an allocation to where the free scanner finds a place. @returns whether it moved */
function moveUp(allocator: PageAllocator, scan: Scan, pfn: number, floor: number): boolean {
  const { pages, pageblockOrder } = allocator.memory;
  const word = pages[pfn]!;
  const order = orderIn(word);
  const mirrored = claimIn(word) === CRITICAL;
  if (allocator.whatKeeps(pfn, order) !== NONE) return false;
  const to = allocator.findPlace(scan.zone, scan.goal, floor, order, mirrored);
  if (to !== NONE) {
    scan.goal = to >> pageblockOrder;
    allocator.moveTo(pfn, to);
  } else if (mirrored) scan.belowMirrored = order;
  else scan.below = order;
  return to !== NONE;
}

/** Emptying a pageblock that is withheld, set aside or reserved would make less memory of more. */
export const mayEmpty = ({ types, setsAside }: Memory, pageblock: number): boolean =>
  types[pageblock] !== ISOLATE &&
  types[pageblock] !== HIGHATOMIC &&
  !(types[pageblock] === MIRROR && setsAside);

/** Moves an allocation to free pages of its own zone. */
export function moveTo(allocator: PageAllocator, from: number, to: number): void {
  const { memory } = allocator;
  const order = orderIn(memory.pages[from]!);
  const head = headOf(memory.pages, to, memory.maxOrder);
  takeExactBlock(memory, head, orderIn(memory.pages[head]!), to, order);
  settle(allocator, from, to);
}
