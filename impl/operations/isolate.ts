import {
  BUSY,
  CMA,
  DONE,
  INVALID,
  ISOLATE,
  NO_ZONE,
  NOT_ONLINE,
  ZONE_MOVABLE,
  zoneIndexOf,
} from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { claimIn, FIXED, headOf, isOrphan, isUsed, NONE, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holds, MOVABLE_CLAIMS } from '../requests/claims.ts';

/** Withholds a pageblock until its caller gives it back. Source: set_migratetype_isolate, mm/page_isolation.c. */
export function isolateForCaller(allocator: PageAllocator, pageblock: number): number {
  const { memory } = allocator;
  if (!isInService(memory, pageblock)) return NOT_ONLINE;
  const obstacle = allocator.obstacleToIsolation(pageblock);
  if (obstacle !== NONE) {
    memory.effects.culprit(obstacle);
    return BUSY;
  }
  allocator.drainBeforeIsolating();
  allocator.withhold(pageblock);
  memory.callerIsolated[pageblock] = 1;
  memory.effects.isolated(pageblock << memory.pageblockOrder);
  return DONE;
}

/** Gives a pageblock back, if it was a caller who had it isolated. Source: unset_migratetype_isolate. */
export function unisolateForCaller(allocator: PageAllocator, pageblock: number): number {
  const { memory } = allocator;
  if (!isInService(memory, pageblock)) return NOT_ONLINE;
  if (memory.callerIsolated[pageblock] === 0) return INVALID;
  memory.callerIsolated[pageblock] = 0;
  allocator.reinstate(pageblock);
  memory.effects.unisolated(pageblock << memory.pageblockOrder);
  return DONE;
}

/** First page that keeps a pageblock from being isolated, or {@link NONE}. Source: has_unmovable_pages. */
export function obstacleToIsolation(memory: Memory, pageblock: number): number {
  const start = pageblock << memory.pageblockOrder;
  const zone = zoneIn(memory.pages[start]!);
  if (memory.types[pageblock] === ISOLATE || memory.types[pageblock] === CMA) return start;
  for (let pfn = start; pfn < start + (1 << memory.pageblockOrder); pfn++) {
    const own = zoneIn(memory.pages[pfn]!);
    if (own === NO_ZONE || own !== zone || isUnmovable(memory, pfn)) return pfn;
  }
  return NONE;
}

/**
 * Whether a page in service can neither move nor be freed, pins aside. What came to ZONE_MOVABLE is taken to be movable, a
 * retired page too. Source: page_is_unmovable.
 */
export function isUnmovable({ pages, maxOrder }: Memory, pfn: number): boolean {
  const own = pages[pfn]!;
  if (own & FIXED) return true;
  const inMovable = zoneIndexOf(zoneIn(own)) === ZONE_MOVABLE;
  const head = headOf(pages, pfn, maxOrder);
  if (head === NONE) return !inMovable; // It left circulation.
  const word = pages[head]!;
  if (isUsed(word) && isOrphan(word)) return true;
  return !inMovable && isUsed(word) && !holds(MOVABLE_CLAIMS, claimIn(word));
}

function isInService({ pages, types, pageblockOrder }: Memory, pageblock: number): boolean {
  if (pageblock >>> 0 >= types.length) return false;
  const end = (pageblock + 1) << pageblockOrder;
  for (let pfn = pageblock << pageblockOrder; pfn < end; pfn++)
    if (zoneIn(pages[pfn]!) !== NO_ZONE) return true;
  return false;
}
