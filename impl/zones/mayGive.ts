import * as spec from '../../spec/index.ts';
import { ordersOf } from '../buddy/freeLists.ts';
import type { Memory } from '../memory/memory.ts';
import { ceilingIn, typeIn } from '../requests/requestCode.ts';
import * as record from './zoneRecord.ts';
import { fieldOf, limitOf } from './zones.ts';

const { CMA, HIGHATOMIC, MIRROR, MOVABLE, RECLAIMABLE, UNMOVABLE } = spec;
const { DIRECT_RECLAIM, HIGH, NOMEMALLOC } = spec.GFP;
const { BOOST_PAGES, FREE_CMA_PAGES, FREE_HIGHATOMIC_PAGES, FREE_PAGES } = record;
const { MIN, MIN_ATOMIC, MIN_HIGH, MIN_MARK, NON_BLOCK } = record;

/** The level at the min mark that the rights of the request give it. */
export function minLevel(gfp: number): number {
  const nonBlock = gfp & (DIRECT_RECLAIM | NOMEMALLOC) ? 0 : NON_BLOCK;
  if (!(gfp & HIGH)) return MIN | nonBlock;
  return (gfp & DIRECT_RECLAIM ? MIN_HIGH : MIN_ATOMIC) | nonBlock;
}

/**
 * Whether a zone may give away a block: more than mark and reserve must remain of what the request could use, and some list
 * must hold a block that large. Source: __zone_watermark_ok, mm/page_alloc.c.
 */
export function mayGive(memory: Memory, zone: number, order: number, code: number, level: number): boolean {
  const { zones } = memory;
  const record = fieldOf(zone, 0);
  const movable = typeIn(code) === MOVABLE;
  const reserved = zones[record + FREE_HIGHATOMIC_PAGES]!;
  const unusable = (movable ? 0 : zones[record + FREE_CMA_PAGES]!) + (level < MIN_HIGH ? reserved : 0);
  const rest = zones[record + FREE_PAGES]! - unusable - ((1 << order) - 1);
  const mark = level & (NON_BLOCK - 1);
  if (rest <= zones[record + limitOf(ceilingIn(code), mark)]!) return false;
  if (order === 0 && reserved === 0) return true;
  if (
    order > 0 &&
    zones[record + BOOST_PAGES]! > 0 &&
    rest <= boostedLimit(zones, record, ceilingIn(code), mark)
  )
    return false;
  return hasBlock(memory, zone, order, movable) || (reserved > 0 && reserveHas(memory, zone, order, level));
}

/** What is reserved serves high-order atomic requests, and single pages to whoever cannot wait. */
function reserveHas(memory: Memory, zone: number, order: number, level: number): boolean {
  const mayUse = order === 0 ? level >= NON_BLOCK : level === (MIN_ATOMIC | NON_BLOCK);
  return mayUse && ordersOf(memory, zone, HIGHATOMIC) >>> order !== 0;
}

/** What must remain of a boosted zone after a block: here a right to the reserve discounts the boost, but does not drop it. */
function boostedLimit(zones: Int32Array, record: number, ceiling: number, level: number): number {
  if (level < MIN_HIGH) return zones[record + limitOf(ceiling, level)]!;
  const boost = zones[record + BOOST_PAGES]!;
  const reserve = zones[record + limitOf(ceiling, MIN)]! - zones[record + MIN_MARK]! - boost;
  const min = zones[record + MIN_MARK]! + boost;
  const halved = min - (min >> 1);
  return (level === MIN_HIGH ? halved : halved - (halved >> 2)) + reserve;
}

/** Whether a list that a request may use holds a block of at least this order. */
export function hasBlock(memory: Memory, zone: number, order: number, movable: boolean): boolean {
  let orders = ordersOf(memory, zone, UNMOVABLE);
  orders |= ordersOf(memory, zone, MOVABLE) | ordersOf(memory, zone, RECLAIMABLE);
  if (movable) orders |= ordersOf(memory, zone, CMA);
  if (memory.prefersMirror) orders |= ordersOf(memory, zone, MIRROR);
  return orders >>> order !== 0;
}
