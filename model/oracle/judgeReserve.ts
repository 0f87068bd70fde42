import { GFP } from '../../spec/requests/gfp.ts';
import { HIGHATOMIC } from '../../spec/zones/migratetype.ts';
import { cannotWait } from '../../spec/zones/watermarkCheck.ts';
import { zoneTitle } from '../../spec/zones/zone.ts';
import { hex, Objection } from './objection.ts';
import type { WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

/** Linux reserves at most this part of a zone, in whole pageblocks, and nothing where the part is less than one. */
const PART = 100;

/**
 * A pageblock set aside for high-order atomic requests: only for one of them, and only up to a hundredth of the zone. What passes both
 * is still no claim that this contract knows. Source: mm/page_alloc.c, reserve_highatomic_pageblock.
 */
export function mustMayReserve(s: WorldState, terms: RequestTerms, order: number, pfn: number): void {
  const block = 1 << s.pageblockOrder;
  const zone = s.zone[pfn]!; // Callers have seen the frame.
  const entitled = order > 0 && (terms.gfp & GFP.HIGH) !== 0 && cannotWait(terms.gfp);
  if (!entitled) object(pfn, 'for a request that is no atomic one of a high order');
  const most = mostReserved(s.managed[zone] ?? 0, block);
  if (reservedIn(s, zone) + block > most)
    object(pfn, `beyond the ${most} pages that ${zoneTitle(zone)} may reserve`);
}

const mostReserved = (managed: number, block: number): number => {
  const part = Math.floor(managed / PART);
  return part < block ? 0 : Math.ceil(part / block) * block;
};

function reservedIn(s: WorldState, zone: number): number {
  const block = 1 << s.pageblockOrder;
  let pages = 0;
  for (let pageblock = 0; pageblock < s.blockType.length; pageblock++)
    if (s.blockType[pageblock] === HIGHATOMIC && s.zone[pageblock * block] === zone) pages += block;
  return pages;
}

function object(pfn: number, why: string): never {
  throw new Objection('INV-133', `the pageblock at ${hex(pfn)} was reserved ${why}`, pfn);
}
