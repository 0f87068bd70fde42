import { CLAIMS } from '../../spec/pages/claim.ts';
import { FALLBACKS, MIGRATETYPES, MOVABLE } from '../../spec/zones/migratetype.ts';
import { TAG_CACHED, TAG_FREE, TAG_USED, type WorldState } from './state.ts';

/** What is in a pageblock, in pages; `largest`: order of its largest free block, or -1. */
export interface Census {
  readonly free: number;
  /** Held by allocations that can move. */
  readonly movable: number;
  readonly largest: number;
  readonly oneZone: boolean;
}

/** Counts a pageblock block by block, from first page to first page. */
export function censusOf(s: WorldState, pfn: number): Census {
  const pages = 1 << s.pageblockOrder;
  let free = 0;
  let largest = -1;
  let movable = 0;
  for (let frame = pfn; frame < pfn + pages; ) {
    const tag = s.tag[frame]!; // Frames of a pageblock of the map.
    if (tag >= TAG_USED) {
      const held = Math.min(1 << (tag - TAG_USED), pages);
      if (isMovableClaim(s.claim[s.holder[frame]!]!)) movable += held;
      frame += held;
    } else if (tag >= TAG_CACHED) frame += 1 << (tag - TAG_CACHED);
    else if (tag >= TAG_FREE) {
      free += 1 << (tag - TAG_FREE);
      largest = Math.max(largest, tag - TAG_FREE);
      frame += 1 << (tag - TAG_FREE);
    } else frame++;
  }
  return { free, movable, largest, oneZone: isInOneZone(s, pfn, pages) };
}

function isInOneZone(s: WorldState, pfn: number, pages: number): boolean {
  for (let frame = pfn + 1; frame < pfn + pages; frame++) if (s.zone[frame] !== s.zone[pfn]) return false;
  return true;
}

const isMovableClaim = (claim: number): boolean =>
  CLAIMS[claim] !== 'kernel' && CLAIMS[claim] !== 'reclaimable' && CLAIMS[claim] !== 'kernelCritical';

/** Pages of a pageblock of type `old` that count as alike for a request of another type. */
export function alikeIn(s: WorldState, { free, movable }: Census, old: number, type: number): number {
  if (type === MOVABLE) return movable;
  return old === MOVABLE ? (1 << s.pageblockOrder) - free - movable : 0;
}

/** The first type of the request's row in the fallback table with a free block of exactly this order, or -1. */
export function lenderOf(s: WorldState, zone: number, type: number, order: number): number {
  for (const lender of FALLBACKS[type]!) // Requests have ordinary types.
    if ((s.orders[zone * MIGRATETYPES + lender]! >>> order) & 1) return lender;
  return -1;
}

/** Smallest block for which a request claims: a movable page among others can move away later, so crumbs are left alone. */
export const leastToClaim = (s: WorldState, type: number, order: number): number =>
  type === MOVABLE ? Math.max(order, s.pageblockOrder >> 1) : order;

/**
 * Whether a claim must succeed before a block is borrowed: at some order every block of the lender's list lies in a
 * pageblock that can be claimed, so that the claim had found one whichever it tried. Source: mm/page_alloc.c,
 * __rmqueue_claim.
 */
export function isClaimDue(s: WorldState, zone: number, type: number, order: number): boolean {
  const least = leastToClaim(s, type, order);
  for (let size = s.maxOrder; size >= least; size--) {
    const lender = lenderOf(s, zone, type, size);
    if (lender >= 0 && !mayFail(s, zone, type, lender, size)) return true;
  }
  return false;
}

/** Whether a claim may come as far as this pageblock: at each order above, the list holds a block whose claim fails. */
export function isClaimInTurn(s: WorldState, pfn: number, type: number, order: number): boolean {
  const zone = s.zone[pfn]!; // Callers have seen the pageblock, here and below.
  const least = leastToClaim(s, type, order);
  for (let size = s.maxOrder; size >= least; size--) {
    const lender = lenderOf(s, zone, type, size);
    if (lender < 0) continue;
    if (lender === s.blockType[pfn >> s.pageblockOrder] && holdsFree(s, pfn, size)) return true;
    if (!mayFail(s, zone, type, lender, size)) return false;
  }
  return false;
}

function holdsFree(s: WorldState, pfn: number, order: number): boolean {
  for (let frame = pfn; frame < pfn + (1 << s.pageblockOrder); frame += 1 << order)
    if (s.tag[frame] === TAG_FREE + order) return true;
  return false;
}

/** Whether some block of a list lies in a pageblock that the type cannot claim. The last one found is looked at first. */
function mayFail(s: WorldState, zone: number, type: number, lender: number, order: number): boolean {
  if (order >= s.pageblockOrder) return false;
  const list = (zone * MIGRATETYPES + lender) * (s.maxOrder + 1) + order;
  const hint = s.unclaimable[list]!;
  if (isUnclaimable(s, hint, zone, type, lender, order)) return true;
  for (let frame = 0; frame < s.frameCount; frame += 1 << order) {
    if (!isUnclaimable(s, frame, zone, type, lender, order)) continue;
    s.unclaimable[list] = frame;
    return true;
  }
  return false;
}

function isUnclaimable(
  s: WorldState,
  frame: number,
  zone: number,
  type: number,
  lender: number,
  order: number,
): boolean {
  if (s.tag[frame] !== TAG_FREE + order || s.zone[frame] !== zone) return false;
  if (s.blockType[frame >> s.pageblockOrder] !== lender) return false;
  const census = censusOf(s, frame & -(1 << s.pageblockOrder));
  const { free, oneZone } = census;
  return !oneZone || (free + alikeIn(s, census, lender, type)) * 2 < 1 << s.pageblockOrder;
}
