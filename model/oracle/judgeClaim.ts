import { WITNESS } from '../../spec/witnesses.ts';
import {
  CMA,
  FALLBACKS,
  isOrdinary,
  MIGRATETYPE_NAMES,
  MIGRATETYPES,
  MIRROR,
  MOVABLE,
} from '../../spec/zones/migratetype.ts';
import { alikeIn, censusOf, isClaimInTurn, leastToClaim } from './claimOrder.ts';
import { mustHaveBoosted } from './followBoost.ts';
import { containingOrder, hasOwn, insertFree, removeFree, retypeFree } from './freeIndex.ts';
import { hex, Objection } from './objection.ts';
import { mustBeDrained, mustKeepPledge } from './serve.ts';
import type { Serving } from './serving.ts';
import { FACT_ISOLATED, knowsTypes, TAG_CACHED, TAG_FREE, type WorldState } from './state.ts';
import type { RequestTerms } from './terms.ts';

/**
 * A pageblock changes hands: a request of another type claims it, either because a free block covers it, or because at
 * least half of it is free or held by pages alike. Source: mm/page_alloc.c, try_to_claim_block.
 *
 * @returns the range of frames that changed type: a free block of several pageblocks changes at once
 */
export function followClaim(
  s: WorldState,
  serving: Serving,
  pfn: number,
  type: number,
): { readonly start: number; readonly end: number } {
  const { terms, order } = serving;
  mustBeOpen(s, terms, pfn, type);
  mustBeDrained(s, serving);
  const zone = s.zone[pfn]!; // `mustBeOpen` has seen it.
  mustKeepPledge(serving, zone, pfn);
  serving.pledgedZone = zone;
  const whole = containingOrder(s, pfn, s.pageblockOrder);
  if (!knowsTypes(s)) return retypeUnjudged(s, pfn, whole, type);
  if (hasOwn(s, zone, type, order) || (type === MOVABLE && hasOwn(s, zone, CMA, order)))
    object('INV-142', s, pfn, type, 'although its own lists have a block');
  if (terms.prefersMirror && hasOwn(s, zone, MIRROR, order))
    object('INV-142', s, pfn, type, 'although the mirror has a block');
  const claimed = whole >= 0 ? claimWhole(s, pfn, whole, type) : claimPart(s, serving, pfn, type, order);
  if (!hasOwn(s, zone, type, order)) {
    throw new Objection(
      'INV-141',
      `the pageblock at ${hex(pfn)} was claimed for a request of order ${order}, and holds no block for it`,
      pfn,
    );
  }
  return claimed;
}

function mustBeOpen(s: WorldState, terms: RequestTerms, pfn: number, type: number): void {
  const pages = 1 << s.pageblockOrder;
  if (pfn < 0 || pfn >= s.frameCount || pfn % pages !== 0) {
    throw new Objection('INV-0', `a claim of ${hex(pfn)}, where no pageblock begins`, pfn);
  }
  const old = s.blockType[pfn >> s.pageblockOrder]!;
  const isolated = (s.facts[pfn]! & FACT_ISOLATED) !== 0;
  if (type !== terms.type)
    object('INV-141', s, pfn, type, `by a request for ${MIGRATETYPE_NAMES[terms.type]}`);
  if (isolated) object('INV-134', s, pfn, type, 'although it is isolated');
  if (!isOrdinary(old) || (old === type && knowsTypes(s)))
    object('INV-138', s, pfn, type, 'which cannot be claimed');
}

/** The largest free block of any lender, and of the lenders that have one so large the first of the table. */
function claimWhole(s: WorldState, pfn: number, whole: number, type: number): { start: number; end: number } {
  const zone = s.zone[pfn]!;
  const row = FALLBACKS[type]!; // Requests have ordinary types.
  const old = s.blockType[pfn >> s.pageblockOrder]!;
  for (let order = s.maxOrder; order >= whole; order--) {
    const lender = row.find((other) => (s.orders[zone * MIGRATETYPES + other]! >>> order) & 1);
    if (lender === undefined) continue;
    if (order !== whole || lender !== old)
      object('INV-142', s, pfn, type, 'out of the order of the fallback table');
    break;
  }
  s.witnesses[WITNESS['claimed-whole']]!++;
  return retypeWhole(s, pfn, whole, type);
}

function retypeWhole(
  s: WorldState,
  pfn: number,
  whole: number,
  type: number,
): { start: number; end: number } {
  const start = pfn & -(1 << whole);
  retypeFree(s, start, whole, type);
  return { start, end: start + (1 << whole) };
}

function retypeUnjudged(
  s: WorldState,
  pfn: number,
  whole: number,
  type: number,
): { start: number; end: number } {
  if (whole >= 0) return retypeWhole(s, pfn, whole, type);
  const pages = 1 << s.pageblockOrder;
  moveFree(s, pfn, pages, type);
  return { start: pfn, end: pfn + pages };
}

function claimPart(
  s: WorldState,
  serving: Serving,
  pfn: number,
  type: number,
  order: number,
): { start: number; end: number } {
  const zone = s.zone[pfn]!;
  const pages = 1 << s.pageblockOrder;
  const old = s.blockType[pfn >> s.pageblockOrder]!;
  for (const lender of FALLBACKS[type]!) {
    if (hasOwn(s, zone, lender, s.pageblockOrder)) {
      object('INV-142', s, pfn, type, 'although a whole pageblock is free');
    }
  }
  const census = censusOf(s, pfn);
  if (!census.oneZone) object('INV-141', s, pfn, type, 'across a zone border');
  const { free, largest } = census;
  if (type === MOVABLE && largest < leastToClaim(s, type, 0)) {
    object(
      'INV-142',
      s,
      pfn,
      type,
      `for a free block of order ${largest}, for which movable requests do not claim`,
    );
  }
  const alike = alikeIn(s, census, old, type);
  if (free + alike < pages / 2) {
    object('INV-141', s, pfn, type, `with ${free} pages free and ${alike} alike of ${pages}`);
  }
  if (largest >= order && !isClaimInTurn(s, pfn, type, order))
    object('INV-142', s, pfn, type, 'although a claim of a larger block was due');
  mustHaveBoosted(s, serving, zone);
  moveFree(s, pfn, pages, type);
  s.witnesses[WITNESS['claimed-part']]!++;
  return { start: pfn, end: pfn + pages };
}

/** Moves the free blocks of one pageblock to the lists of another type. */
export function moveFree(s: WorldState, pfn: number, pages: number, type: number): void {
  const moved: { readonly first: number; readonly order: number }[] = [];
  for (let frame = pfn; frame < pfn + pages; frame++) {
    const tag = s.tag[frame]!;
    if (tag >= TAG_FREE && tag < TAG_CACHED) moved.push({ first: frame, order: tag - TAG_FREE });
  }
  for (const { first, order } of moved) removeFree(s, first, order);
  s.blockType[pfn >> s.pageblockOrder] = type;
  for (const { first, order } of moved) insertFree(s, first, order);
}

function object(invariant: string, s: WorldState, pfn: number, type: number, reason: string): never {
  const old = MIGRATETYPE_NAMES[s.blockType[pfn >> s.pageblockOrder]!];
  throw new Objection(
    invariant,
    `the ${old} pageblock at ${hex(pfn)} was claimed for ${MIGRATETYPE_NAMES[type]}, ${reason}`,
    pfn,
  );
}
