import { HIGHATOMIC } from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';
import { NONE, zoneIn } from '../memory/pageWord.ts';
import { requestCode, typeIn } from '../requests/requestCode.ts';
import { zonelistAt } from '../zones/zonelists.ts';
import { MANAGED_PAGES } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { listOf } from './freeLists.ts';
import { adoptType } from './merge.ts';
import { retypePageblock } from './pageblocks.ts';

/**
 * Sets the pageblock of a block just taken apart for high-order atomic requests: none where a hundredth of the zone is less than a
 * pageblock, and otherwise at most that, rounded up. Source: reserve_highatomic_pageblock, mm/page_alloc.c.
 */
export function reservePageblock(memory: Memory, zone: number, pfn: number, order: number): void {
  const { effects, types, zones, pageblockOrder } = memory;
  const size = 1 << pageblockOrder;
  const hundredth = Math.floor(zones[fieldOf(zone, MANAGED_PAGES)]! / 100);
  const first = pfn >> pageblockOrder;
  if (hundredth < size || types[first]! >= HIGHATOMIC || !isWholly(memory, first, zone)) return;
  if (reservedIn(memory, zone) >= Math.ceil(hundredth / size)) return;
  if (order > pageblockOrder) adoptType(memory, pfn, order, HIGHATOMIC);
  else retypePageblock(memory, first, HIGHATOMIC);
  const end = (pfn + (1 << order) + size - 1) >> pageblockOrder;
  for (let pageblock = first; pageblock < end; pageblock++)
    effects.typeChanged(pageblock << pageblockOrder, HIGHATOMIC);
}

/**
 * Gives one reserved pageblock with free pages to the type of a request about to fail, in the first zone that has more than it
 * keeps. Source: unreserve_highatomic_pageblock, mm/page_alloc.c.
 *
 * @param keep reserved pageblocks that stay in each zone
 * @returns whether there was one to give
 */
export function unreservePageblock(memory: Memory, gfp: number, node: number, keep: number): boolean {
  const code = requestCode(gfp);
  let at = zonelistAt(memory, node, gfp, code);
  for (let zone = memory.zonelists[at]!; zone >= 0; zone = memory.zonelists[++at]!) {
    const pageblock = pageblockToGive(memory, zone);
    if (pageblock === NONE || reservedIn(memory, zone) <= keep) continue;
    retypePageblock(memory, pageblock, typeIn(code));
    memory.effects.typeChanged(pageblock << memory.pageblockOrder, typeIn(code));
    return true;
  }
  return false;
}

/** The pageblock of the smallest free block that is reserved, or NONE. */
function pageblockToGive({ heads, maxOrder, pageblockOrder }: Memory, zone: number): number {
  for (let order = 0; order <= maxOrder; order++) {
    const pfn = heads[listOf(zone, HIGHATOMIC, order)]!;
    if (pfn !== NONE) return pfn >> pageblockOrder;
  }
  return NONE;
}

/** Pageblocks of a zone that are reserved. Only asked at the min mark. */
export function reservedIn({ pages, storedTypes, pageblockOrder }: Memory, zone: number): number {
  let count = 0;
  for (
    let each = storedTypes.indexOf(HIGHATOMIC);
    each >= 0;
    each = storedTypes.indexOf(HIGHATOMIC, each + 1)
  )
    if (zoneIn(pages[each << pageblockOrder]!) === zone) count++;
  return count;
}

/** A pageblock across a border is nobody's to reserve. Source: prep_move_freepages_block. */
function isWholly({ pages, pageblockOrder }: Memory, pageblock: number, zone: number): boolean {
  const end = (pageblock + 1) << pageblockOrder;
  for (let pfn = pageblock << pageblockOrder; pfn < end; pfn++)
    if (zoneIn(pages[pfn]!) !== zone) return false;
  return true;
}
