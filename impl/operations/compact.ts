import {
  ALL_CPUS,
  COMPACT_DEFERRED,
  COMPACT_SKIPPED,
  COMPACT_SUCCESS,
  COSTLY_ORDER,
  compactGap,
  INVALID,
  MOVABLE,
  ZONES_PER_NODE,
  zoneId,
  zoneIndexOf,
} from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
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
