import { CMA, MOVABLE } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { headOf, isFree, MIRRORED, NONE, orderIn, zoneIn } from '../memory/pageWord.ts';

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
    const word = head === NONE ? 0 : pages[head]!;
    const next = head === NONE ? pfn + 1 : head + (1 << orderIn(word));
    if (isFree(word) && zoneIn(word) === zone && orderIn(word) >= order) {
      const fit = fitIn(pages, pfn, Math.min(next, end), order, mirrored);
      if (fit !== NONE) return fit;
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
  for (let pfn = start; pfn < end; pfn++) if (!(pages[pfn]! & MIRRORED)) return false;
  return true;
}
