import { HIGHATOMIC } from '../../spec/zones/migratetype.ts';
import { NO_ZONE, zoneTitle } from '../../spec/zones/zone.ts';
import { isHighatomic } from './marks.ts';
import { hex, Objection } from './objection.ts';
import type { WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

/** Linux reserves at most this part of a zone, in whole pageblocks, and nothing where the part is less than one. */
const PART = 100;

/**
 * A pageblock set aside for high-order atomic requests: only for one of them, and only up to a hundredth of the zone. Source:
 * mm/page_alloc.c, reserve_highatomic_pageblock.
 */
export function mustMayReserve(s: WorldState, terms: RequestTerms, order: number, pfn: number): void {
  if (!isHighatomic(terms, order)) object(pfn, 'for a request that is no atomic one of a high order');
  const zone = s.zone[pfn] ?? NO_ZONE; // Which has no pages to reserve a part of.
  if (!hasRoom(s, zone))
    object(pfn, `beyond the ${mostReserved(s, zone)} pageblocks that ${zoneTitle(zone)} may reserve`);
}

/** Whether one more pageblock of the zone may be reserved. */
export const hasRoom = (s: WorldState, zone: number): boolean => reservedIn(s, zone) < mostReserved(s, zone);

/** Pageblocks of a zone that are reserved. */
export function reservedIn({ blockType, pageblockOrder, zone }: WorldState, ofZone: number): number {
  let count = 0;
  for (
    let block = blockType.indexOf(HIGHATOMIC);
    block >= 0;
    block = blockType.indexOf(HIGHATOMIC, block + 1)
  )
    if (zone[block << pageblockOrder] === ofZone) count++;
  return count;
}

function mostReserved({ managed, pageblockOrder }: WorldState, zone: number): number {
  const block = 1 << pageblockOrder;
  const part = Math.floor((managed[zone] ?? 0) / PART);
  return part < block ? 0 : Math.ceil(part / block);
}

function object(pfn: number, why: string): never {
  throw new Objection('INV-133', `the pageblock at ${hex(pfn)} was reserved ${why}`, pfn);
}
