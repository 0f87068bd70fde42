import type { Claim } from '../../spec/pages/claim.ts';
import { isEligible } from '../../spec/requests/eligibility.ts';
import { GFP, gfpMigratetype, gfpZone } from '../../spec/requests/gfp.ts';
import { zonelist } from '../../spec/requests/zonelist.ts';
import { CMA, isOrdinary, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import {
  cannotWait,
  ignoresWatermarks,
  minMarkFor,
  watermarkHolds,
} from '../../spec/zones/watermarkCheck.ts';
import { lowmemReserve, watermarksOf } from '../../spec/zones/watermarks.ts';
import { nodeOf, ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { type Memory, must, type Page } from './memory.ts';

/** Somebody asks for a block: a caller, or the kernel for pages that must move. */
export interface Request {
  readonly gfp: number;
  readonly claim: Claim;
  readonly order: number;
  readonly node: number;
  /** Whose private lists may serve; -1 if anybody's may. */
  readonly cpu: number;
  /** Why pages move; `grant` if none does. */
  readonly cause: 'grant' | 'offline' | 'pin';
  /** Private lists were emptied, since no zone could serve. */
  drained: boolean;
  /** The zone that gave blocks to a private list, or had a pageblock claimed, for this request. */
  refilled: number | null;
  /** Pages that the refill has brought. */
  taken: number;
  pledged: number | null;
  /** The zone whose boost tells that its check was passed, and the claims tried since a block was taken. */
  admitted: number | null;
  tried: number;
  /** A refill has begun to borrow from another type and goes on. */
  stealing: boolean;
}

/** Private lists are emptied for it before it is refused; the reserve is on none. */
export const mayWait = ({ gfp, claim }: Request): boolean => !cannotWait(gfp) && claim !== 'kernelCritical';

type Rung = 'low' | 'min' | 'none';

export const hasBlock = (memory: Memory, zone: number, type: number, order: number): boolean =>
  memory.freeBlocks(zone).some((block) => block.type === type && block.order >= order);

/** A cached block that the request could have had from its own CPU's list. */
const mayServe = ({ list }: Page, { gfp, order }: Request): boolean =>
  list !== null && list.order === order && list.type === gfpMigratetype(gfp);

function hasUsable(memory: Memory, request: Request, zone: number, order: number): boolean {
  const movable = gfpMigratetype(request.gfp) === MOVABLE;
  const mayUse = (type: number) =>
    isOrdinary(type) || (movable && type === CMA) || (memory.prefersMirror && type === MIRROR);
  return memory.freeBlocks(zone).some((block) => block.order >= order && mayUse(block.type));
}

function passes(memory: Memory, request: Request, zone: number, order: number, rung: Rung): boolean {
  const { gfp } = request;
  if (request.claim === 'kernelCritical') return hasBlock(memory, zone, MIRROR, order);
  if (rung === 'none') return hasUsable(memory, request, zone, order);
  const { tuning } = memory.map.layout;
  const { keepsWatermarks } = memory.habits;
  const managed = memory.managed();
  const { min, low } = watermarksOf(managed, zone, tuning);
  const boost = memory.boost[zone]!;
  const boostedMin = gfp & GFP.HIGH && order === 0 ? min : min + boost;
  const mark = keepsWatermarks ? (rung === 'low' ? low + boost : minMarkFor(gfp, boostedMin)) : 0;
  const reserve = keepsWatermarks ? lowmemReserve(managed, zone, gfpZone(gfp), tuning) : 0;
  const free = memory.count(zone, (page) => memory.countsFree(page));
  const cma = memory.count(zone, ({ state, type }) => state === 'free' && type === CMA);
  const unusable = gfpMigratetype(gfp) === MOVABLE ? 0 : cma;
  if (!watermarkHolds(free, unusable, order, mark, reserve)) return false;
  return order === 0 || hasUsable(memory, request, zone, order);
}

function zonesFor(memory: Memory, { gfp, node }: Request): number[] {
  const managed = memory.managed();
  return zonelist(memory.map, node, gfp).filter((zone) => {
    const isMirrored = (page: Page) => page.state !== 'fixed' && page.mirror === 'protected';
    const holds = { managed: managed[zone]!, mirrored: memory.count(zone, isMirrored) };
    return isEligible(memory.design, memory.inForce, gfp, zone, holds);
  });
}

/** No zone passes the last check that the request reaches. */
export const isOutOfMemory = (memory: Memory, request: Request): boolean =>
  !zonesFor(memory, request).some((zone) =>
    passes(memory, request, zone, request.order, ignoresWatermarks(request.gfp) ? 'none' : 'min'),
  );

/** The zone lies below the ceiling of the request, on its node if it is bound to one, and is open to it. */
export function mustBeOpen(memory: Memory, request: Request, zone: number): void {
  const { gfp, node } = request;
  const wrong = gfpMigratetype(gfp) === MOVABLE && zoneIndexOf(zone) === ZONE_MOVABLE && !(gfp & GFP.MIRROR);
  must(zoneIndexOf(zone) <= gfpZone(gfp), wrong ? 'INV-122' : 'INV-121', 'the zone is above the ceiling');
  must(!(gfp & GFP.THISNODE) || nodeOf(zone) === node, 'INV-124', 'the zone is on another node');
  must(zonesFor(memory, request).includes(zone), 'INV-125', 'the zone is not open to the request');
}

/**
 * The zone is the one that serves the request now: at each mark that it has reached, the first zone that passes. Offlining
 * empties private lists for itself, so there a request may have begun anew.
 */
export function mustServeFirst(
  memory: Memory,
  request: Request,
  zone: number,
  order: number,
  page: Page,
): void {
  const zones = zonesFor(memory, request);
  const below: Rung[] = ignoresWatermarks(request.gfp) ? ['min', 'none'] : ['min'];
  const ways: Rung[][] = [];
  if (!request.drained || request.cause === 'offline') ways.push(['low', ...below]);
  if (request.drained) ways.push(below);
  const firsts = ways.map((rungs) => {
    for (const rung of rungs) {
      const isLast = (other: number) => rung === 'none' && other === zone && mayServe(page, request);
      const first = zones.find((other) => passes(memory, request, other, order, rung) || isLast(other));
      if (first !== undefined) return first;
    }
    return null;
  });
  if (firsts.includes(zone)) return;
  const better = firsts.find((first) => first !== null) ?? null;
  must(better === null, ruleOf(memory, zone, better), `zone ${better} passes its check before zone ${zone}`);
  const fragmented = !hasUsable(memory, request, zone, order);
  const mark = request.gfp & GFP.NOMEMALLOC ? 'INV-131' : request.gfp & GFP.HIGH ? 'INV-129' : 'INV-128';
  must(false, fragmented ? 'INV-130' : mark, `zone ${zone} does not pass its check`);
}

const ruleOf = ({ inForce, design }: Memory, zone: number, better: number | null): string =>
  inForce &&
  design.userInMirror !== 'never' &&
  better !== null &&
  zoneIndexOf(better) === ZONE_MOVABLE &&
  zoneIndexOf(zone) !== ZONE_MOVABLE
    ? 'INV-150'
    : 'INV-125';

/** Every private list was emptied before a request that had them drained goes on. */
export function mustBeDrained(memory: Memory, request: Request): void {
  const { drained, refilled, pledged, cause } = request;
  if (!drained || refilled !== null || pledged !== null || cause === 'offline') return;
  const left = memory.pages.some(({ state }) => state === 'private');
  must(!left, 'INV-119', 'a drain for the request left blocks on private lists');
}

/** Whether nothing is left for a refused request: no zone, no half-done work, and nothing private if it may wait. */
export function isJustified(memory: Memory, request: Request): boolean {
  if (request.pledged !== null || !isOutOfMemory(memory, request)) return false;
  return !mayWait(request) || !memory.pages.some(({ state }) => state === 'private');
}
