import * as spec from '../../spec/index.ts';
import { mustServe, mustWork, type Request } from './requests.ts';
import * as worlds from './world.ts';
import { type FreeBlock, must, type Page, type World } from './world.ts';

/**
 * A block leaves the buddy lists: from the own type; CMA before it if that is more than half of what is free, behind it
 * otherwise; then from another type, if no pageblock can be claimed.
 */
export function leaveLists(world: World, request: Request, page: Page, order: number): void {
  const { zone, type: from } = page;
  const type = spec.gfpMigratetype(request.gfp);
  const has = (...types: number[]) => worlds.hasBlock(world, zone, order, ...types);
  must(worlds.orderAt(world, page) >= order, 'the pages are not one free block');
  if (request.claim === 'kernelCritical') return;
  if (worlds.mirrorIsFor('everyone', world)) {
    const isLast = !has(spec.UNMOVABLE, spec.MOVABLE, spec.RECLAIMABLE, spec.CMA);
    const isInTurn =
      from === spec.MIRROR ? type !== spec.MOVABLE || isLast : type === spec.MOVABLE || !has(spec.MIRROR);
    must(isInTurn, 'kernel requests take from the mirror first, others last');
    if (from === spec.MIRROR) return;
  }
  const cma = worlds.free(world, zone, (each) => each === spec.CMA);
  const cmaFirst = type === spec.MOVABLE && has(spec.CMA) && cma * 2 > worlds.free(world, zone);
  if (from === type) return must(!cmaFirst, 'CMA is more than half of what is free');
  if (from === spec.CMA) return must(type === spec.MOVABLE && (cmaFirst || !has(type)), 'CMA is not in turn');
  const isDue = tries(world, zone, type, order).some((list) => list.every(isClaimable(world, type)));
  must(request.borrowed === zone || !isDue, 'a pageblock is to be claimed');
  const least = loans(world, zone, type, order).slice(0, 1).flat();
  const isBest = least.some((block) => isIn(block, page));
  must(isBest && needsLoan(world, zone, type, order), 'nothing is to be borrowed, or another block');
  request.borrowed = zone;
}

const isIn = ({ pfn, order }: FreeBlock, page: Page): boolean => page.pfn >> order === pfn >> order;

/** Neither the own lists have a block, nor CMA for movable requests, nor a mirror that kernel requests take first. */
function needsLoan(world: World, zone: number, type: number, order: number): boolean {
  const kernel = worlds.mirrorIsFor('everyone', world) ? spec.MIRROR : type;
  return !worlds.hasBlock(world, zone, order, type, type === spec.MOVABLE ? spec.CMA : kernel);
}

/** Smallest first: the blocks of one order and of the lender, the first of the fallback table that has any of this order. */
function loans(world: World, zone: number, type: number, least: number): FreeBlock[][] {
  const blocks = worlds.freeBlocks(world, zone);
  const found = Array.from({ length: world.map.layout.geometry.maxOrder + 1 }, (_, order) => {
    const alike = blocks.filter((block) => block.order === order && order >= least);
    const lender = spec.FALLBACKS[type]!.find((each) => alike.some((block) => block.type === each));
    return alike.filter((block) => block.type === lender);
  });
  return found.filter((list) => list.length > 0);
}

/** What a claim looks at, largest first. Movable requests leave crumbs alone. */
const tries = (world: World, zone: number, type: number, order: number): FreeBlock[][] => {
  const crumb = type === spec.MOVABLE ? world.map.layout.geometry.pageblockOrder >> 1 : 0;
  return loans(world, zone, type, Math.max(order, crumb)).reverse();
};

/** Half of its pageblock is free or held by pages like those of the request. */
const isClaimable = (world: World, type: number) => (block: FreeBlock) => {
  const { pageblockOrder } = world.map.layout.geometry;
  const pages = worlds.pageblockAt(world, block.pfn);
  const free = pages.filter(worlds.isFree).length;
  const movable = pages.filter(({ holder }) => holder && !worlds.isUnmovable(holder.claim)).length;
  const others = block.type === spec.MOVABLE ? pages.length - free - movable : 0;
  const alike = type === spec.MOVABLE ? movable : others;
  const isWhole = pages.length === 2 ** pageblockOrder && pages.every(({ zone }) => zone === pages[0]!.zone);
  return isWhole && (free + alike) * 2 >= pages.length;
};

/** The boost of a zone after one more claim of a part. */
function nextBoost(world: World, zone: number): number {
  const { tuning, geometry } = world.map.layout;
  const managed = worlds.managed(world);
  const about = { managed: managed[zone]!, high: spec.watermarksOf(managed, zone, tuning).high };
  return spec.boostAfter(world.boost[zone]!, about, 2 ** geometry.pageblockOrder, tuning);
}

/** The claim of a part of a pageblock raises the marks of its zone, whether it succeeds or not. */
export function raise(world: World, request: Request, zone: number, pages: number): void {
  const { order, gfp } = request;
  const type = spec.gfpMigratetype(gfp);
  mustServe(world, request, zone, order);
  Object.assign(request, { admitted: zone, pledged: zone, tried: request.tried + 1 });
  const lists = tries(world, zone, type, order);
  const hasWhole = lists.some(([block]) => block!.order >= world.map.layout.geometry.pageblockOrder);
  const isDue = needsLoan(world, zone, type, order) && !hasWhole && request.tried <= lists.length;
  must(isDue, 'no part of a pageblock is to be claimed');
  must(pages === nextBoost(world, zone) && pages !== world.boost[zone], 'the boost is another');
  world.boost[zone] = pages;
}

/** A pageblock changes hands, with all of a free block that covers several. Returns their first pages. */
export function claim(world: World, request: Request, pfn: number, type: number): Set<number> {
  const { pageblockOrder } = world.map.layout.geometry;
  const page = world.pages[pfn];
  must(page !== undefined, 'no pageblock begins there');
  must(type === spec.gfpMigratetype(request.gfp), 'claimed for a type that was not asked for');
  must(needsLoan(world, page.zone, type, request.order), 'there is nothing to claim');
  mustWork(world, request, page.zone);
  request.pledged = page.zone;
  const lists = tries(world, page.zone, type, request.order);
  const isHere = (block: FreeBlock) =>
    isIn(block, page) || block.pfn >> pageblockOrder === pfn >> pageblockOrder;
  const turn = lists.findIndex((list) => list.filter(isHere).some(isClaimable(world, type)));
  const isLate = lists.slice(0, turn).some((list) => list.every(isClaimable(world, type)));
  must(turn >= 0 && !isLate, 'the pageblock is not to be claimed, or not yet');
  const isPart = lists[turn]![0]!.order < pageblockOrder;
  const isRaised = request.tried > 0 || nextBoost(world, page.zone) === world.boost[page.zone];
  must(!isPart || isRaised, 'a claim without a boost');
  const pages = worlds.around(world, pfn, Math.max(worlds.orderAt(world, page), pageblockOrder));
  for (const each of pages) each.type = type;
  return new Set(pages.map((each) => each.pfn).filter((each) => each % 2 ** pageblockOrder === 0));
}
