import * as spec from '../../spec/index.ts';
import * as worlds from './world.ts';
import { must, type World } from './world.ts';

/** Who asks for a block, and where; `cause`: offlining asks, for pages that must move; `cpu`: whose lists serve, -1 for any. */
type Asked = {
  gfp: number;
  claim: spec.Claim;
  order: number;
  node: number;
  cpu: number;
  cause?: 'offline';
};

/**
 * The request, and what was done for it: private lists `drained` since no zone could serve; the zone `pledged` to it, which
 * `refilled` a private list with pages `taken`, or was `admitted` as its boost tells; claims `tried` since a block was taken; a
 * refill that has begun to borrow (`borrowed`) goes on.
 */
export const requestOf = (asked: Asked) => ({
  ...asked,
  ...nothingTaken,
  pledged: spec.NO_ZONE,
  drained: false,
  tried: 0,
});
const nothingTaken = { refilled: spec.NO_ZONE, borrowed: spec.NO_ZONE, admitted: spec.NO_ZONE, taken: 0 };
export type Request = ReturnType<typeof requestOf>;

const ORDINARY = [spec.UNMOVABLE, spec.MOVABLE, spec.RECLAIMABLE];
type Rung = 'low' | 'min' | 'none';

/** Some list that the request may use has a block. */
function hasUsable(world: World, { gfp, claim }: Request, zone: number, order: number): boolean {
  const types = claim === 'kernelCritical' ? [spec.MIRROR] : [...ORDINARY];
  if (spec.gfpMigratetype(gfp) === spec.MOVABLE) types.push(spec.CMA);
  if (worlds.mirrorIsFor('everyone', world)) types.push(spec.MIRROR);
  return worlds.hasBlock(world, zone, order, ...types);
}

function passes(world: World, request: Request, zone: number, order: number, rung: Rung): boolean {
  const { gfp, claim } = request;
  if (claim === 'kernelCritical' || rung === 'none') return hasUsable(world, request, zone, order);
  const managed = worlds.managed(world);
  const { tuning } = world.map.layout;
  const { min, low } = spec.watermarksOf(managed, zone, tuning);
  const boost = world.boost[zone]!; // Zones come from the map.
  const boosted = gfp & spec.GFP.HIGH && order === 0 ? min : min + boost;
  const mark = rung === 'low' ? low + boost : spec.minMarkFor(gfp, boosted);
  const reserve = spec.lowmemReserve(managed, zone, spec.gfpZone(gfp), tuning);
  const isApart = worlds.mirrorIsFor('entitled', world);
  const free = worlds.free(world, zone, (type) => !(isApart && type === spec.MIRROR));
  const cma = worlds.free(world, zone, (type) => type === spec.CMA);
  const unusable = spec.gfpMigratetype(gfp) === spec.MOVABLE ? 0 : cma;
  return spec.watermarkHolds(free, unusable, order, mark, reserve) && hasUsable(world, request, zone, order);
}

/** The zones that are open to the request, in their order. */
function zonesFor(world: World, { gfp, node }: Request): number[] {
  const managed = worlds.managed(world);
  return spec.zonelist(world.map, node, gfp).filter((zone) => {
    const mirrored = worlds.count(world, zone, ({ fixed, mirrored }) => !fixed && mirrored);
    return spec.isEligible(world.design, worlds.inForce(world), gfp, zone, {
      managed: managed[zone]!,
      mirrored,
    });
  });
}

/** No zone passes the last check that the request reaches. */
function isOutOfMemory(world: World, request: Request): boolean {
  const last = spec.ignoresWatermarks(request.gfp) ? 'none' : 'min';
  return !zonesFor(world, request).some((zone) => passes(world, request, zone, request.order, last));
}

/** Private lists are emptied for it before it is refused. */
const mayWait = ({ gfp }: Request): boolean => !spec.cannotWait(gfp);
const hasPrivate = ({ pages }: World): boolean => pages.some(({ list }) => list);

/** Nothing is left for a refused request: no zone, no half-done work, and nothing private if it may wait. */
export const isJustified = (world: World, request: Request): boolean =>
  request.pledged === spec.NO_ZONE &&
  isOutOfMemory(world, request) &&
  !(mayWait(request) && hasPrivate(world));

/** Private lists are emptied for a request that no zone can serve, and that nothing was begun for. */
export function drainFor(world: World, request: Request): void {
  const { pledged, drained, cause } = request;
  const isDue = pledged === spec.NO_ZONE && (drained || (mayWait(request) && isOutOfMemory(world, request)));
  must(isDue || cause === 'offline', 'private lists are emptied for nothing');
  Object.assign(request, { ...nothingTaken, drained: drained || isDue });
}

/** No other zone works for the request, and what is drained for it is drained. */
export function mustWork(world: World, { drained, pledged, cause }: Request, zone: number): void {
  const isEmptied = drained && pledged === spec.NO_ZONE && cause !== 'offline';
  must(!isEmptied || !hasPrivate(world), 'a drain left blocks on private lists');
  must(pledged === spec.NO_ZONE || pledged === zone, 'two zones work for one request');
}

/**
 * The zone is the one whose turn it is, unless that was seen: at each mark that the request has reached, the first that
 * passes; in the end, `last`, whose private list has a block. Offlining empties private lists anyway, so it may begin anew.
 */
export function mustServe(world: World, request: Request, zone: number, order: number, last = -1): void {
  const { gfp, drained, cause, refilled, admitted } = request;
  mustWork(world, request, zone);
  const zones = zonesFor(world, request);
  must(zones.includes(zone), 'the zone is not open to the request');
  if (refilled === zone || (admitted === zone && last < 0)) return;
  const firstAt = (rung: Rung) =>
    zones.find((each) => passes(world, request, each, order, rung) || (rung === 'none' && each === last));
  const below = firstAt('min') ?? (spec.ignoresWatermarks(gfp) ? firstAt('none') : undefined);
  const isFirst = (!drained || cause === 'offline') && (firstAt('low') ?? below) === zone;
  must(isFirst || (drained && below === zone), 'it is the turn of another zone, or of none');
}
