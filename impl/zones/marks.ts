import {
  CMA,
  GFP,
  lowmemReserve,
  MIGRATETYPES,
  MOVABLE,
  RECLAIMABLE,
  UNMOVABLE,
  watermarksOf,
  ZONES_PER_NODE,
} from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { ceilingIn, typeIn } from '../requests/requestCode.ts';

/** How far down a request may take a zone: the low mark, then the min mark less the rights of the request. */
export const LOW = 0;
export const MIN = 1;
export const MIN_HIGH = 2;
export const MIN_ATOMIC = 3;
/** No mark and no reserve: what MEMALLOC stands for. */
export const UNMARKED = 4;

const MARK_LEVELS = 4;
export const LIMITS_PER_ZONE = ZONES_PER_NODE * MARK_LEVELS;

/** The level at the min mark that the rights of the request give it. */
export function minLevel(gfp: number): number {
  if (!(gfp & GFP.HIGH)) return MIN;
  return gfp & GFP.DIRECT_RECLAIM ? MIN_HIGH : MIN_ATOMIC;
}

/**
 * Whether a zone may give away a block: more than mark and reserve must remain of what the request could use, and some list
 * must hold a block that large. Source: __zone_watermark_ok, mm/page_alloc.c.
 */
export function mayGive(memory: Memory, zone: number, order: number, code: number, level: number): boolean {
  const movable = typeIn(code) === MOVABLE;
  const usable = movable ? memory.free[zone]! : memory.free[zone]! - memory.freeCma[zone]!;
  const limit = memory.limits[zone * LIMITS_PER_ZONE + ceilingIn(code) * MARK_LEVELS + level]!;
  if (usable - ((1 << order) - 1) <= limit) return false;
  return order === 0 || hasBlock(memory, zone, order, movable);
}

function hasBlock(memory: Memory, zone: number, order: number, movable: boolean): boolean {
  const { filled } = memory;
  const first = zone * MIGRATETYPES;
  let orders = filled[first + UNMOVABLE]! | filled[first + MOVABLE]! | filled[first + RECLAIMABLE]!;
  if (movable) orders |= filled[first + CMA]!;
  return orders >>> order !== 0;
}

/** Computes marks, reserves and the sizes of private lists anew: after boot, and whenever memory comes or goes. */
export function refreshMarks(memory: Memory): void {
  const { managed, map } = memory;
  for (let zone = 0; zone < memory.zoneCount; zone++) {
    const { min, low, high } = watermarksOf(managed, zone, map.layout.tuning);
    memory.min[zone] = min;
    memory.low[zone] = low;
    memory.high[zone] = high;
    for (let ceiling = 0; ceiling < ZONES_PER_NODE; ceiling++) {
      const reserve = lowmemReserve(managed, zone, ceiling, map.layout.tuning);
      writeLimits(memory, zone * LIMITS_PER_ZONE + ceiling * MARK_LEVELS, min, low, reserve);
    }
    refreshCacheSizes(memory, zone);
  }
}

function writeLimits(memory: Memory, at: number, min: number, low: number, reserve: number): void {
  const halved = min - (min >> 1);
  memory.limits[at + LOW] = low + reserve;
  memory.limits[at + MIN] = min + reserve;
  memory.limits[at + MIN_HIGH] = halved + reserve;
  memory.limits[at + MIN_ATOMIC] = halved - (halved >> 2) + reserve;
}

const MOST_BATCH_PAGES = 64;

/**
 * A batch is a 4096th of the zone, at most 63 pages. A private list is full at the CPU's share of the low mark, but not
 * beyond its share of an eighth of the zone: a small zone must not vanish in them. Source: zone_batchsize and
 * zone_highsize, without the growth between high_min and high_max.
 */
function refreshCacheSizes(memory: Memory, zone: number): void {
  const managed = memory.managed[zone]!;
  const batch = batchOf(managed);
  const share = Math.min(memory.low[zone]!, managed >> 3);
  memory.batch[zone] = batch;
  memory.full[zone] = Math.max(Math.floor(share / memory.cpuCount), 4 * batch);
}

function batchOf(managed: number): number {
  const batch = Math.min(managed >> 12, MOST_BATCH_PAGES);
  if (batch <= 1) return 1;
  return (1 << (31 - Math.clz32(batch + (batch >> 1)))) - 1;
}
