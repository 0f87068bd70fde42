import { FALLBACKS, MOVABLE } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { claimIn, isFree, isUsed, NONE, orderIn, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { holds, MOVABLE_CLAIMS } from '../requests/claims.ts';
import { listOf, ordersOf, pushFree, unlinkFree } from './freeLists.ts';
import { adoptType } from './merge.ts';
import { takeFirst, takeSmallest } from './split.ts';

/**
 * Makes a pageblock of another type one of the request's own and takes a block from it, or answers {@link NONE}. Begins with
 * the largest free blocks, so that few pageblocks end up mixed. Source: __rmqueue_claim, mm/page_alloc.c.
 */
export function claimBlock(allocator: PageAllocator, zone: number, type: number, order: number): number {
  const { memory } = allocator;
  for (let candidate = memory.maxOrder; candidate >= order; candidate--) {
    if (!isWorthClaiming(memory, candidate, type)) return NONE;
    const donor = donorOf(memory, zone, type, candidate);
    if (donor === NONE) continue;
    if (claimFirst(allocator, zone, type, donor, candidate)) return takeSmallest(memory, zone, type, order);
  }
  return NONE;
}

/**
 * Takes a single block from the lists of another type, which keep what is left of it: the pageblock is mixed from now on.
 * Source: __rmqueue_steal.
 */
export function stealBlock(memory: Memory, zone: number, type: number, order: number): number {
  for (let from = order; from <= memory.maxOrder; from++) {
    const donor = donorOf(memory, zone, type, from);
    if (donor !== NONE) return takeFirst(memory, zone, donor, from, order);
  }
  return NONE;
}

/** A movable page strayed among kernel pages can be moved away later, so movable requests do not claim for crumbs. */
const isWorthClaiming = (memory: Memory, candidate: number, type: number): boolean =>
  type !== MOVABLE || candidate >= memory.pageblockOrder >> 1;

const DONORS = Int8Array.from(FALLBACKS.flat());

/** The first type of the request's row in the fallback table with a free block of exactly this order. */
function donorOf(memory: Memory, zone: number, type: number, order: number): number {
  const first = DONORS[type * 2]!;
  if ((ordersOf(memory, zone, first) >>> order) & 1) return first;
  const second = DONORS[type * 2 + 1]!;
  return (ordersOf(memory, zone, second) >>> order) & 1 ? second : NONE;
}

function claimFirst(
  allocator: PageAllocator,
  zone: number,
  type: number,
  donor: number,
  order: number,
): boolean {
  const { memory } = allocator;
  const { effects, heads, pageblockOrder } = memory;
  const pfn = heads[listOf(zone, donor, order)]!;
  if (order >= pageblockOrder) {
    claimWhole(memory, zone, type, donor, order, pfn);
    return true;
  }
  allocator.boost(zone);
  const pageblock = pfn >> pageblockOrder;
  if (!isMostlyOurs(memory, pageblock, zone, type, donor)) return false;
  allocator.convert(pageblock, type, pfn);
  effects.typeChanged(pageblock << pageblockOrder, type);
  return true;
}

function claimWhole(
  memory: Memory,
  zone: number,
  type: number,
  donor: number,
  order: number,
  pfn: number,
): void {
  unlinkFree(memory, pfn, listOf(zone, donor, order));
  adoptType(memory, pfn, order, type);
  pushFree(memory, pfn, listOf(zone, type, order));
  for (let page = pfn; page < pfn + (1 << order); page += 1 << memory.pageblockOrder)
    memory.effects.typeChanged(page, type);
}

/**
 * Whether at least half of a pageblock is free or held by pages like those the request asks for. A pageblock that reaches
 * into a hole or another zone is left alone. Source: try_to_claim_block.
 */
function isMostlyOurs(memory: Memory, pageblock: number, zone: number, type: number, donor: number): boolean {
  const { pages, pageblockOrder } = memory;
  const size = 1 << pageblockOrder;
  const start = pageblock << pageblockOrder;
  let free = 0;
  let movable = 0;
  for (let pfn = start; pfn < start + size; ) {
    const word = pages[pfn]!;
    if (zoneIn(word) !== zone) return false;
    if (isFree(word)) free += 1 << orderIn(word);
    else if (isUsed(word) && holds(MOVABLE_CLAIMS, claimIn(word))) movable += 1 << orderIn(word);
    pfn += 1 << orderIn(word);
  }
  const alike = type === MOVABLE ? movable : donor === MOVABLE ? size - free - movable : 0;
  return (free + alike) * 2 >= size;
}
