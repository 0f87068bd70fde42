import {
  BUSY,
  CANCEL_OFFLINE,
  CMA,
  DONE,
  GOING_OFFLINE,
  INTERRUPTED,
  NO_MEMORY,
  NO_ZONE,
  NOT_ONLINE,
  POINT_MIGRATION,
  POINT_REFERENCE,
  POINT_SIGNAL,
  POINT_TARGET,
  VETOED,
  WENT_OFFLINE,
} from '../../spec/index.ts';
import { listOf, unlinkFree } from '../buddy/freeLists.ts';
import { strikes } from '../memory/failurePoints.ts';
import { BLOCK_ABSENT, BLOCK_OFFLINE, type Memory } from '../memory/memory.ts';
import {
  claimIn,
  FIXED,
  isFree,
  isPinned,
  isUsed,
  MIRRORED,
  NONE,
  orderIn,
  ZONE_BITS,
  ZONE_SHIFT,
  zoneIn,
} from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holds, MOVABLE_CLAIMS } from '../requests/claims.ts';
import { MANAGED_PAGES, MIRRORED_PAGES, PRESENT_PAGES } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { poisonedPageOf } from './hold.ts';
import { offlineGfp } from './migrate.ts';

/** Takes a memory block out of service, or leaves it as it was. Source: offline_pages, mm/memory_hotplug.c. */
export function offlineBlock(allocator: PageAllocator, block: number): number {
  const { memory } = allocator;
  if (!blockExists(memory, block)) return NOT_ONLINE;
  if (memory.blocks[block] === BLOCK_OFFLINE) return DONE;
  if (memory.task[0] === block) return refuse(memory, block * memory.blockPages, BUSY);
  const obstacle = allocator.obstacleIn(block);
  if (obstacle !== NONE) return refuse(memory, obstacle, BUSY);
  allocator.drainBeforeIsolating();
  isolateBlock(allocator, block);
  const answer = allocator.notify(GOING_OFFLINE, block) ? allocator.evacuate(block) : VETOED;
  if (answer === DONE) {
    withdrawBlock(allocator, block);
    allocator.notify(WENT_OFFLINE, block);
  } else allocator.rollBack(block);
  return answer;
}

/** Puts a block that was to leave back into service. Source: failed_removal_isolated, mm/memory_hotplug.c. */
export function rollBackBlock(allocator: PageAllocator, block: number): void {
  unisolateBlock(allocator, block);
  allocator.notify(CANCEL_OFFLINE, block);
}

export const blockExists = (memory: Memory, block: number): boolean =>
  block >>> 0 < memory.blocks.length && memory.blocks[block] !== BLOCK_ABSENT;

export function refuse(memory: Memory, culprit: number, answer: number): number {
  memory.effects.culprit(culprit);
  return answer;
}

/** First page that must stay where it is, or {@link NONE}. Source: has_unmovable_pages, test_pages_in_a_zone. */
export function obstacleIn(memory: Memory, block: number): number {
  const start = block * memory.blockPages;
  const end = start + memory.blockPages;
  const zone = zoneIn(memory.pages[start]!);
  for (let pfn = start; pfn < end; ) {
    // Behind the last frame there is no word to read, but a hole all the same.
    if (pfn >= memory.frameCount) return pfn;
    const obstacle = obstacleAt(memory, pfn, zone);
    if (obstacle !== NONE) return obstacle;
    pfn += 1 << orderIn(memory.pages[pfn]!);
  }
  return callersPageblockIn(memory, start, end);
}

/** A second caller is refused, not made to wait. Source: set_migratetype_isolate, mm/page_isolation.c. */
function callersPageblockIn({ callerIsolated, pageblockOrder }: Memory, start: number, end: number): number {
  const pageblock = callerIsolated.indexOf(1, start >> pageblockOrder);
  return pageblock >= 0 && pageblock << pageblockOrder < end ? pageblock << pageblockOrder : NONE;
}

function obstacleAt(memory: Memory, pfn: number, zone: number): number {
  const word = memory.pages[pfn]!;
  if (zoneIn(word) === NO_ZONE || zoneIn(word) !== zone) return pfn;
  if (word & FIXED || memory.storedTypes[pfn >> memory.pageblockOrder] === CMA) return pfn;
  if (!isUsed(word)) return NONE;
  if (!holds(MOVABLE_CLAIMS, claimIn(word)) || isPinned(word)) return pfn;
  return poisonedPageOf(memory, pfn, orderIn(word));
}

/**
 * Moves everything out of an isolated memory block. What cannot move for a moment is tried again, without limit.
 * @returns DONE, INTERRUPTED, or NO_MEMORY and names the page that found no new place
 */
export function evacuate(allocator: PageAllocator, block: number): number {
  const { memory } = allocator;
  const end = (block + 1) * memory.blockPages;
  for (let pfn = block * memory.blockPages; ; ) {
    if (strikes(memory, POINT_SIGNAL)) return INTERRUPTED;
    pfn = nextUsed(memory, pfn, end);
    if (pfn === NONE) return DONE;
    if (failsNow(memory)) memory.effects.retried(pfn);
    else if (allocator.moveAllocation(pfn, offlineGfp(memory.pages[pfn]!)) < 0)
      return refuse(memory, pfn, NO_MEMORY);
  }
}

/** First page of the first allocation in `[from, end)`, or {@link NONE}. */
export function nextUsed({ pages }: Memory, from: number, end: number): number {
  for (let pfn = from; pfn < end; ) {
    const word = pages[pfn]!;
    if (isUsed(word)) return pfn;
    pfn += 1 << orderIn(word);
  }
  return NONE;
}

/** Whether something outside keeps an allocation from moving at this moment; the points in the order they are passed. */
export const failsNow = (memory: Memory): boolean =>
  strikes(memory, POINT_REFERENCE) || strikes(memory, POINT_TARGET) || strikes(memory, POINT_MIGRATION);

export function isolateBlock(allocator: PageAllocator, block: number): void {
  const { effects, pageblockOrder, blockPages } = allocator.memory;
  const end = (block + 1) * blockPages;
  for (let pfn = block * blockPages; pfn < end; pfn += 1 << pageblockOrder) {
    allocator.withhold(pfn >> pageblockOrder);
    effects.isolated(pfn);
  }
}

/** Puts every pageblock of a memory block back into service. */
export function unisolateBlock(allocator: PageAllocator, block: number): void {
  const { effects, pageblockOrder, blockPages } = allocator.memory;
  const end = (block + 1) * blockPages;
  for (let pfn = block * blockPages; pfn < end; pfn += 1 << pageblockOrder) {
    allocator.reinstate(pfn >> pageblockOrder);
    effects.unisolated(pfn);
  }
}

/** Everything in the block is free and withheld, or poisoned: it leaves its zone for good. */
export function withdrawBlock(allocator: PageAllocator, block: number): void {
  const { memory } = allocator;
  const start = block * memory.blockPages;
  const end = start + memory.blockPages;
  const zone = zoneIn(memory.pages[start]!);
  memory.zones[fieldOf(zone, MANAGED_PAGES)]! -= memory.blockPages;
  memory.zones[fieldOf(zone, PRESENT_PAGES)]! -= memory.blockPages;
  memory.zones[fieldOf(zone, MIRRORED_PAGES)]! -= mirroredPages(memory, start, end);
  takeOffLists(memory, start, end);
  const pageblock = start >> memory.pageblockOrder;
  const pageblockEnd = end >> memory.pageblockOrder;
  memory.types.set(memory.storedTypes.subarray(pageblock, pageblockEnd), pageblock);
  memory.blocks[block] = BLOCK_OFFLINE;
  allocator.refreshZones();
}

function takeOffLists(memory: Memory, start: number, end: number): void {
  const { pages, types, pageblockOrder } = memory;
  for (let pfn = start; pfn < end; pfn++) {
    const word = pages[pfn]!;
    if (isFree(word))
      unlinkFree(memory, pfn, listOf(zoneIn(word), types[pfn >> pageblockOrder]!, orderIn(word)));
    pages[pfn] = (pages[pfn]! & ~ZONE_BITS) | (NO_ZONE << ZONE_SHIFT);
  }
}

/** Pages of `[start, end)` on mirrored frames. */
export function mirroredPages(memory: Memory, start: number, end: number): number {
  let pages = 0;
  for (let pfn = start; pfn < end; pfn++) if (memory.pages[pfn]! & MIRRORED) pages++;
  return pages;
}
