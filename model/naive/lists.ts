import { gfpMigratetype } from '../../spec/requests/gfp.ts';
import { boostAfter } from '../../spec/zones/boost.ts';
import { CMA, FALLBACKS, isOrdinary, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { watermarksOf } from '../../spec/zones/watermarks.ts';
import { isUnmovable, type Memory, must, type Page } from './memory.ts';
import { hasBlock, mustBeDrained, type Request } from './zones.ts';

interface Block {
  readonly pfn: number;
  readonly order: number;
  readonly type: number;
}

/**
 * A block leaves the buddy lists: from the own type; CMA before it if that is more than half of what is free, behind it
 * otherwise; then from another type, if no pageblock can be claimed.
 */
export function judgeList(memory: Memory, request: Request, page: Page, order: number): void {
  const { zone, type: from } = page;
  const type = gfpMigratetype(request.gfp);
  must(from !== CMA || type === MOVABLE, 'INV-139', 'CMA serves movable requests only');
  if (!memory.habits.groupsByMobility || request.claim === 'kernelCritical') return;
  if (memory.prefersMirror && judgeMirror(memory, page, type, order)) return;
  const own = hasBlock(memory, zone, type, order);
  const cma = type === MOVABLE && hasBlock(memory, zone, CMA, order);
  const free = memory.count(zone, (other) => memory.countsFree(other));
  const freeCma = memory.count(zone, (other) => other.state === 'free' && other.type === CMA);
  const cmaFirst = cma && freeCma * 2 > free;
  if (from === CMA) return must(cmaFirst || !own, 'INV-140', 'CMA served before the own lists');
  if (from === type) return must(!cmaFirst, 'INV-140', 'CMA is more than half of what is free');
  must(isOrdinary(from), 'INV-138', 'the type lends to nobody');
  must(!own && !cma, 'INV-142', 'the own lists have a block');
  const blocks = memory.freeBlocks(zone);
  must(
    request.stealing || !isClaimDue(memory, blocks, type, order),
    'INV-141',
    'a pageblock is to be claimed',
  );
  const size = memory.orderAround(page.pfn);
  for (let smaller = order; smaller <= size; smaller++) {
    const lender = lenderOf(blocks, type, smaller);
    if (lender === undefined) continue;
    must(smaller === size && lender === from, 'INV-142', 'another block was to be borrowed');
    break;
  }
  request.stealing = true;
}

/** Kernel requests take from the mirror first, others last. True if the page is the mirror's. */
function judgeMirror(memory: Memory, { zone, type: from }: Page, type: number, order: number): boolean {
  const blocks = memory.freeBlocks(zone).filter((block) => block.order >= order);
  const any = blocks.some((block) => block.type === MIRROR);
  if (type !== MOVABLE) must(!any || from === MIRROR, 'INV-142', 'the mirror has a block');
  else if (from === MIRROR)
    must(
      blocks.every((block) => block.type === MIRROR),
      'INV-142',
      'the mirror comes last',
    );
  return from === MIRROR;
}

/** The first type of the fallback table that has a block of exactly this order. */
const lenderOf = (blocks: readonly Block[], type: number, order: number): number | undefined =>
  FALLBACKS[type]!.find((lender) => blocks.some((block) => block.type === lender && block.order === order));

/** What a claim looks at, largest order first: any block of the lender's list. Movable requests leave crumbs alone. */
function tries(memory: Memory, blocks: readonly Block[], type: number, order: number): Block[][] {
  const { maxOrder, pageblockOrder } = memory.map.layout.geometry;
  const least = type === MOVABLE ? Math.max(order, pageblockOrder >> 1) : order;
  const found: Block[][] = [];
  for (let size = maxOrder; size >= least; size--) {
    const lender = lenderOf(blocks, type, size);
    found.push(blocks.filter((block) => block.type === lender && block.order === size));
  }
  return found.filter((list) => list.length > 0);
}

/** The block covers pageblocks, or half of its pageblock is free or held by pages like those of the request. */
function isClaimable(memory: Memory, block: Block, type: number): boolean {
  if (block.order >= memory.map.layout.geometry.pageblockOrder) return true;
  const pages = memory.pageblock(block.pfn);
  const size = 2 ** memory.map.layout.geometry.pageblockOrder;
  const isMovable = ({ holder }: Page) => holder !== null && !isUnmovable(holder.claim);
  const free = pages.filter(({ state }) => state === 'free').length;
  const movable = pages.filter(isMovable).length;
  const alike = type === MOVABLE ? movable : block.type === MOVABLE ? size - free - movable : 0;
  const whole = pages.length === size && pages.every(({ zone }) => zone === pages[0]!.zone);
  return whole && (free + alike) * 2 >= size;
}

/** Whichever block of some list the claim had tried, it would have succeeded. */
const isClaimDue = (memory: Memory, blocks: readonly Block[], type: number, order: number): boolean =>
  tries(memory, blocks, type, order).some((list) => list.every((block) => isClaimable(memory, block, type)));

/** A pageblock changes hands. Returns the pageblocks that do: all of a free block that covers several. */
export function claim(memory: Memory, request: Request, pfn: number, type: number): number[] {
  const { pageblockOrder } = memory.map.layout.geometry;
  const size = 2 ** pageblockOrder;
  const page = memory.pages[pfn];
  must(page !== undefined && pfn % size === 0, 'INV-0', 'no pageblock begins there');
  must(type === gfpMigratetype(request.gfp), 'INV-141', 'claimed for a type that was not asked for');
  const known = memory.habits.groupsByMobility;
  const open = isOrdinary(page.type) && !page.isolated && !(known && page.type === type);
  must(open, 'INV-138', 'the pageblock cannot be claimed');
  mustBeDrained(memory, request);
  must((request.pledged ?? page.zone) === page.zone, 'INV-125', 'two zones work for one request');
  request.pledged = page.zone;
  if (known) judgeClaim(memory, request, page, type);
  const order = Math.max(memory.orderAround(pfn), pageblockOrder);
  const pages = memory.range(pfn - (pfn % 2 ** order), order);
  for (const each of pages) each.type = type;
  return pages.map((each) => each.pfn).filter((each) => each % size === 0);
}

/** The boost of a zone after one more claim of a part. */
export function nextBoost(memory: Memory, zone: number): number {
  const { tuning, geometry } = memory.map.layout;
  const managed = memory.managed();
  const { high } = watermarksOf(managed, zone, tuning);
  const about = { managed: managed[zone]!, high: memory.habits.keepsWatermarks ? high : 0 };
  return boostAfter(memory.boost[zone]!, about, 2 ** geometry.pageblockOrder, tuning);
}

/** How often a request may try to claim a part of a pageblock: not at all while it can have a whole one or its own. */
export function partsToClaim(memory: Memory, zone: number, type: number, order: number): number {
  const own = hasBlock(memory, zone, type, order) || (type === MOVABLE && hasBlock(memory, zone, CMA, order));
  const lists = tries(memory, memory.freeBlocks(zone), type, order);
  const whole = lists.some(([block]) => block!.order >= memory.map.layout.geometry.pageblockOrder);
  const mirror = memory.prefersMirror && type !== MOVABLE && hasBlock(memory, zone, MIRROR, order);
  return own || mirror || whole ? 0 : lists.length;
}

function judgeClaim(memory: Memory, request: Request, { pfn, zone }: Page, type: number): void {
  const { order } = request;
  const own = hasBlock(memory, zone, type, order) || (type === MOVABLE && hasBlock(memory, zone, CMA, order));
  must(!own, 'INV-142', 'the own lists have a block');
  const first = memory.prefersMirror && type !== MOVABLE;
  must(!first || !hasBlock(memory, zone, MIRROR, order), 'INV-142', 'the mirror has a block');
  const size = 2 ** memory.map.layout.geometry.pageblockOrder;
  const isThere = (block: Block) => block.pfn < pfn + size && block.pfn + 2 ** block.order > pfn;
  for (const list of tries(memory, memory.freeBlocks(zone), type, order)) {
    if (list.some((block) => isThere(block) && isClaimable(memory, block, type))) {
      if (list[0]!.order < memory.map.layout.geometry.pageblockOrder) mustHaveRaised(memory, request, zone);
      return;
    }
    must(!list.every((block) => isClaimable(memory, block, type)), 'INV-142', 'out of the order of claims');
  }
  must(false, 'INV-141', 'too little of the pageblock is free or alike');
}

function mustHaveRaised(memory: Memory, request: Request, zone: number): void {
  const { tried } = request;
  request.tried = 0;
  must(tried > 0 || nextBoost(memory, zone) === memory.boost[zone], 'INV-132', 'a claim without a boost');
}
