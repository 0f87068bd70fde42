import * as spec from '../../spec/index.ts';
import { NONE, zoneIn } from '../memory/pageWord.ts';
import type { PageAllocator } from '../pageAllocator.ts';
import { requestCode } from '../requests/requestCode.ts';
import { zonelistAt } from '../zones/zonelists.ts';
import { resetDeferral } from './deferral.ts';
import { placeBelowLow } from './place.ts';

const { NO_MEMORY, STAGE_COMPACT, STAGE_KILL, STAGE_RECLAIM, STAGE_RESERVE, WOULD_WAIT } = spec;
const { HIGH, NOFAIL } = spec.GFP;

/**
 * Goes on for a request that found nothing even after all private lists were emptied: round after round it makes memory and asks
 * again. Source: __alloc_pages_slowpath, mm/page_alloc.c.
 *
 * @returns first pfn of a block that is on no list any more, NO_MEMORY or WOULD_WAIT
 */
export function placeInRounds(
  allocator: PageAllocator,
  order: number,
  gfp: number,
  node: number,
  cpu: number,
): number {
  const { effects } = allocator.memory;
  const budget = allocator.roundsFor(gfp, order);
  if (budget === 0) return NO_MEMORY;
  const compacts = spec.compactsFor(gfp, order);
  let pfn = spec.compactsFirst(gfp, order) ? compactAndPlace(allocator, order, gfp, node, cpu, 0) : NO_MEMORY;
  if (pfn >= 0) return pfn;
  for (let round = 1; ; round++) {
    effects.entered(STAGE_RECLAIM, round);
    const dropped = allocator.dropFor(order, gfp, node);
    pfn = placeBelowLow(allocator, order, gfp, node, cpu);
    if (pfn >= 0) return pfn;
    let progress = dropped > 0;
    pfn = placeOutOfReserve(allocator, order, gfp, node, cpu, progress);
    if (pfn < 0 && compacts) pfn = compactAndPlace(allocator, order, gfp, node, cpu, round);
    if (pfn >= 0) return pfn;
    if (!progress && allocator.mayKill(gfp, order)) {
      effects.entered(STAGE_KILL, round);
      progress = allocator.killOne();
      pfn = placeBelowLow(allocator, order, gfp, node, cpu);
      if (pfn >= 0) return pfn;
    }
    if (progress && round < budget) continue;
    return progress ? giveUp(allocator, round) : endOfMeans(allocator, order, gfp, node, cpu, round);
  }
}

/** Moves pages together and asks again. Source: __alloc_pages_direct_compact. */
function compactAndPlace(
  allocator: PageAllocator,
  order: number,
  gfp: number,
  node: number,
  cpu: number,
  round: number,
): number {
  const { memory } = allocator;
  memory.effects.entered(STAGE_COMPACT, round);
  allocator.compactFor(order, gfp, node);
  const pfn = placeBelowLow(allocator, order, gfp, node, cpu);
  if (pfn >= 0) resetDeferral(memory, zoneIn(memory.pages[pfn]!), order, true);
  return pfn;
}

/**
 * Has reserved pageblocks given up: one, but none that is the last of its zone, while there is progress, and then one after the
 * other. Source: __alloc_pages_direct_reclaim, should_reclaim_retry.
 */
function placeOutOfReserve(
  allocator: PageAllocator,
  order: number,
  gfp: number,
  node: number,
  cpu: number,
  progress: boolean,
): number {
  let pfn: number = NONE;
  while (pfn === NONE && allocator.unreserve(order, gfp, node, progress ? 1 : 0)) {
    pfn = placeBelowLow(allocator, order, gfp, node, cpu);
    if (progress) break;
  }
  return pfn;
}

/** Nothing is left to drop or to kill: whether the request fails now, or would wait for what others do. */
function endOfMeans(
  allocator: PageAllocator,
  order: number,
  gfp: number,
  node: number,
  cpu: number,
  round: number,
): number {
  if (!allocator.triesForEver(gfp, order)) return giveUp(allocator, round);
  if (!(gfp & NOFAIL)) return WOULD_WAIT;
  allocator.memory.effects.entered(STAGE_RESERVE, round);
  const pfn = placeBelowLow(allocator, order, gfp | HIGH, node, cpu);
  return pfn >= 0 ? pfn : WOULD_WAIT;
}

function giveUp({ memory }: PageAllocator, rounds: number): number {
  memory.effects.gaveUp(rounds);
  return NO_MEMORY;
}

/** Drops user memory in the zones the request may look at, in its order, until a round's share is free. @returns pages dropped */
export function dropFor(allocator: PageAllocator, order: number, gfp: number, node: number): number {
  const { memory } = allocator;
  const target = spec.reclaimTarget(order, memory.frameCount);
  let dropped = 0;
  let at = zonelistAt(memory, node, gfp, requestCode(gfp));
  for (let zone = memory.zonelists[at]!; zone >= 0; zone = memory.zonelists[++at]!) {
    if (dropped < target) dropped += allocator.reclaimZone(zone, target - dropped);
  }
  return dropped;
}
