import {
  ALL_CPUS,
  CLAIMS,
  CMA,
  COMPACT_COMPLETE,
  COMPACT_DEFERRED,
  COMPACT_SKIPPED,
  COMPACT_SUCCESS,
  COSTLY_ORDER,
  compactGap,
  HIGHATOMIC,
  INVALID,
  ISOLATE,
  MIRROR,
  MOVABLE,
  ZONES_PER_NODE,
  zoneId,
  zoneIndexOf,
} from '../../spec/index.ts';
import { takeExactBlock } from '../buddy/split.ts';
import type { Memory } from '../memory/memory.ts';
import {
  claimIn,
  headOf,
  isFree,
  isUsed,
  MIRRORED,
  NONE,
  orderIn,
  recordOf,
  zoneIn,
} from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { ceilingIn, requestCode, typeIn } from '../requests/requestCode.ts';
import { hasBlock } from '../zones/mayGive.ts';
import { zonelistAt } from '../zones/zonelists.ts';
import {
  FREE_HIGHATOMIC_PAGES,
  FREE_PAGES,
  LOW_MARK,
  MANAGED_PAGES,
  MIN,
  MIN_MARK,
} from '../zones/zoneRecord.ts';
import { fieldOf, limitOf } from '../zones/zones.ts';
import { deferCompaction, resetDeferral } from './deferral.ts';
import { settle } from './migrate.ts';

const CRITICAL = CLAIMS.indexOf('critical');

/** Makes a block of a zone's scattered free pages, as for a movable request. @returns a place in COMPACT_RESULTS, or INVALID */
export function compactNode(allocator: PageAllocator, node: number, index: number, order: number): number {
  const { memory } = allocator;
  if (node >>> 0 >= memory.nodeCount || index >>> 0 >= ZONES_PER_NODE) return INVALID;
  if (order >>> 0 > memory.maxOrder) return INVALID;
  const zone = zoneId(node, index);
  if (memory.zones[fieldOf(zone, MANAGED_PAGES)] === 0) return COMPACT_SKIPPED;
  if (allocator.isDeferred(zone, order)) return COMPACT_DEFERRED;
  allocator.drain(ALL_CPUS);
  return allocator.compactZone(zone, order, MOVABLE, zoneIndexOf(zone));
}

/** Compacts the zones that a request may use, until one has a block for it. Source: try_to_compact_pages, mm/compaction.c. */
export function compactFor(allocator: PageAllocator, order: number, gfp: number, node: number): void {
  const { memory } = allocator;
  const code = requestCode(gfp);
  let at = zonelistAt(memory, node, gfp, code);
  for (let zone = memory.zonelists[at]!; zone >= 0; zone = memory.zonelists[++at]!) {
    if (allocator.isDeferred(zone, order)) continue;
    if (allocator.compactZone(zone, order, typeIn(code), ceilingIn(code)) === COMPACT_SUCCESS) return;
  }
}

/** One run over a zone, and what it says of the next one. Source: compact_zone_order. @returns a place in COMPACT_RESULTS */
export function compactZone(
  allocator: PageAllocator,
  zone: number,
  order: number,
  type: number,
  ceiling: number,
): number {
  const { memory } = allocator;
  if (!isSuitable(memory, zone, order, ceiling)) return COMPACT_SKIPPED;
  const found = hasBlock(memory, zone, order, type === MOVABLE);
  const result = found ? COMPACT_SUCCESS : allocator.scanZone(zone, order, type);
  if (result === COMPACT_SUCCESS) resetDeferral(memory, zone, order, false);
  else deferCompaction(memory, zone, order);
  return result;
}

/** Enough is free to move pages about. Source: compaction_suitable. */
function isSuitable({ zones }: Memory, zone: number, order: number, ceiling: number): boolean {
  const record = fieldOf(zone, 0);
  const costly = order > COSTLY_ORDER ? zones[record + LOW_MARK]! - zones[record + MIN_MARK]! : 0;
  const usable = zones[record + FREE_PAGES]! - zones[record + FREE_HIGHATOMIC_PAGES]!;
  return usable > zones[record + limitOf(ceiling, MIN)]! + costly + compactGap(order);
}

/**
 * Moves allocations from the low end of a zone to its high end until a free block is large enough, or the two scanners meet. Only
 * what is smaller than the block sought moves, and stays within one pageblock. Source: compact_zone.
 */
export function scanZone(allocator: PageAllocator, zone: number, order: number, type: number): number {
  const { memory } = allocator;
  const { pages, pageblockOrder, maxOrder } = memory;
  const largest = Math.min(order, pageblockOrder);
  let goal = (memory.frameCount - 1) >> pageblockOrder;
  // Orders for which no place was left; those of critical memory must be mirrored too.
  let hopeless = maxOrder + 1;
  let hopelessMirrored = maxOrder + 1;
  for (let pageblock = 0; pageblock < goal; pageblock++) {
    if (!allocator.mayEmpty(pageblock)) continue;
    const end = (pageblock + 1) << pageblockOrder;
    for (let pfn = pageblock << pageblockOrder; pfn < end; ) {
      const word = pages[recordOf(pfn)]!;
      const size = orderIn(word);
      const mirrored = claimIn(word) === CRITICAL;
      if (
        isUsed(word) &&
        zoneIn(word) === zone &&
        size < largest &&
        size < (mirrored ? hopelessMirrored : hopeless)
      ) {
        const to =
          allocator.whatKeeps(pfn, size) === NONE
            ? allocator.findPlace(zone, goal, pageblock, size, mirrored)
            : -2;
        if (to >= 0) {
          goal = to >> pageblockOrder;
          allocator.moveTo(pfn, to);
          if (hasBlock(memory, zone, order, type === MOVABLE)) return COMPACT_SUCCESS;
        } else if (to === NONE && mirrored) hopelessMirrored = size;
        else if (to === NONE) hopeless = size;
      }
      pfn += 1 << size;
    }
  }
  return COMPACT_COMPLETE;
}

/** Emptying a pageblock that is withheld, set aside or reserved would make less memory of more. */
export const mayEmpty = ({ types, setsAside }: Memory, pageblock: number): boolean =>
  types[pageblock] !== ISOLATE &&
  types[pageblock] !== HIGHATOMIC &&
  !(types[pageblock] === MIRROR && setsAside);

/** The free scanner: a free place of an order in the highest pageblock that has one, from `goal` down and above `floor`, or {@link NONE}. */
export function findPlace(
  memory: Memory,
  zone: number,
  goal: number,
  floor: number,
  order: number,
  mirrored: boolean,
): number {
  for (let pageblock = goal; pageblock > floor; pageblock--) {
    const type = memory.types[pageblock]!;
    if (type !== MOVABLE && type !== CMA) continue;
    const place = placeIn(memory, zone, pageblock, order, mirrored);
    if (place !== NONE) return place;
  }
  return NONE;
}

function placeIn(memory: Memory, zone: number, pageblock: number, order: number, mirrored: boolean): number {
  const { pages, maxOrder, pageblockOrder } = memory;
  const start = pageblock << pageblockOrder;
  const end = start + (1 << pageblockOrder);
  for (let pfn = start; pfn < end; ) {
    const head = pfn === start ? headOf(pages, pfn, maxOrder) : pfn; // Only there a block may reach in from before.
    const word = head === NONE ? 0 : pages[recordOf(head)]!;
    const next = head === NONE ? pfn + 1 : head + (1 << orderIn(word));
    if (isFree(word) && zoneIn(word) === zone && orderIn(word) >= order) {
      const place = fitIn(pages, pfn, Math.min(next, end), order, mirrored);
      if (place !== NONE) return place;
    }
    pfn = next;
  }
  return NONE;
}

/** First place of an order in free pages, all of it mirrored if it must be. */
function fitIn(pages: Int32Array, start: number, end: number, order: number, mirrored: boolean): number {
  for (let place = start; place < end; place += 1 << order)
    if (!mirrored || isMirrored(pages, place, place + (1 << order))) return place;
  return NONE;
}

function isMirrored(pages: Int32Array, start: number, end: number): boolean {
  for (let pfn = start; pfn < end; pfn++) if (!(pages[recordOf(pfn)]! & MIRRORED)) return false;
  return true;
}

/** Moves an allocation to free pages of its own zone. */
export function moveTo(allocator: PageAllocator, from: number, to: number): void {
  const { memory } = allocator;
  const order = orderIn(memory.pages[recordOf(from)]!);
  const head = headOf(memory.pages, to, memory.maxOrder);
  takeExactBlock(memory, head, orderIn(memory.pages[recordOf(head)]!), to, order);
  settle(allocator, from, to);
}
