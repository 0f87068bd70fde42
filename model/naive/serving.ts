import * as spec from '../../spec/index.ts';
import { claim, leaveLists, raise } from './lists.ts';
import { drainFor, mustServe, type Request } from './requests.ts';
import * as worlds from './world.ts';
import { type Holder, must, type Page, type World } from './world.ts';

/** What a target did beside its answer, first things first; whoever judges an entry takes it out. */
export type Log = { readonly kind: spec.EffectKind; readonly first: number; readonly second: number }[];

/** Takes the next entry out if it is of this kind. */
export const next = (log: Log, kind: spec.EffectKind): Log[number] | undefined =>
  log[0]?.kind === kind ? log.shift() : undefined;

/** Takes entries out for as long as they are of this kind. */
export function* all(log: Log, kind: spec.EffectKind): Generator<Log[number]> {
  for (let entry = next(log, kind); entry; entry = next(log, kind)) yield entry;
}

export const mustEnd = (log: Log): void => must(log.length === 0, 'an effect is out of place');

/** One answer is right, and nothing happens. */
export const mustBe = (right: number, answer: number, log: Log): void =>
  must(answer === right && log.length === 0, 'another answer is right, or nothing is to be done');

export const heldBy = ({ pages }: World, handle: number): Page[] =>
  pages.filter(({ holder }) => holder?.handle === handle);

/** The holder whose first page this is. */
export function holderAt(world: World, pfn: number): Holder {
  const holder = world.pages[pfn]?.holder ?? null;
  must(holder?.pfn === pfn, 'no allocation begins there');
  return holder;
}

function blockAt(world: World, pfn: number, order: number): Page[] {
  const pages = worlds.around(world, pfn, order);
  const isBlock = pages.length === 2 ** order && order <= world.map.layout.geometry.maxOrder;
  must(isBlock && pages[0]!.pfn === pfn, 'no block begins there');
  return pages;
}

/** The pages are one block of the private list of this CPU, as far as anybody knows. */
const isListed = (pages: readonly Page[], cpu: number): boolean => {
  const { list, pfn } = pages[0]!; // A block has a first page, here and below.
  const isBlock = list?.pfn === pfn && 2 ** list.order === pages.length;
  return isBlock && (cpu < 0 || list.cpu < 0 || list.cpu === cpu);
};

const isReserve = (world: World, { type }: Page): boolean =>
  worlds.mirrorIsFor('entitled', world) && type === spec.MIRROR;

/** A block is handed to a holder: from the private list of the request's CPU, or off the buddy lists. */
export function serve(world: World, request: Request, pfn: number, handle: number): void {
  const { order, gfp, cpu, claim } = request;
  const pages = blockAt(world, pfn, order);
  const { zone, list, isolated } = pages[0]!;
  must(isReserve(world, pages[0]!) === (claim === 'kernelCritical'), 'the reserve is for those with a right');
  if (list) {
    const isOpen = list.type === spec.gfpMigratetype(gfp) && !isolated;
    must(isOpen && isListed(pages, cpu), 'no private list has the block for this request');
    mustServe(world, request, zone, order, zone);
  } else {
    must(request.refilled === spec.NO_ZONE, 'the list that was refilled does not serve');
    mustServe(world, request, zone, order);
    leaveLists(world, request, pages[0]!, order);
  }
  must(!(gfp & spec.GFP.ZERO) || pages.every(({ clean }) => clean), 'the block was not cleared');
  const holder: Holder = { handle, pfn, order, claim };
  for (const page of pages) Object.assign(page, { clean: false, list: null, holder });
}

/** An allocation moves: its content may leave, the new place is served, and the old pages go home. */
export function move(world: World, request: Request, from: number, to: number): void {
  const { handle } = holderAt(world, from);
  const pages = heldBy(world, handle);
  must(!pages.some(({ bad, pins }) => bad || pins > 0), 'the block may not move');
  serve(world, request, to, handle);
  worlds.release(world, pages);
}

/** A block leaves the buddy lists for the private list that is to serve the request. */
function take(world: World, request: Request, pfn: number, order: number): void {
  const pages = blockAt(world, pfn, order);
  const { zone } = pages[0]!;
  mustServe(world, request, zone, order);
  leaveLists(world, request, pages[0]!, order);
  must(request.claim !== 'kernelCritical', 'the reserve is on no private list');
  const taken = request.taken + 2 ** order;
  Object.assign(request, { taken, tried: 0, refilled: zone, pledged: zone });
  keep(world, pages, spec.gfpMigratetype(request.gfp), request.cpu);
  const { batch } = sizesOf(world, zone);
  const isDone = taken > Math.max(batch, 2 * 2 ** order);
  must(!isDone || !isFull(world, zone, request.cpu), 'a refill that hoards');
}

/** A block goes to a private list. */
export function keep(world: World, pages: readonly Page[], type: number, cpu: number): void {
  const order = Math.log2(pages.length);
  must(order <= 3 || order === world.map.layout.geometry.pageblockOrder, 'too large for a private list');
  const list = { pfn: pages[0]!.pfn, order, type: type === spec.CMA ? spec.MOVABLE : type, cpu };
  for (const page of pages) Object.assign(page, { holder: null, list, pins: 0 });
}

export const sizesOf = (world: World, zone: number): spec.PrivateListSizes =>
  spec.privateListSizes(worlds.managed(world), zone, world.map.layout.cpus, world.map.layout.tuning);

/** The CPU keeps as much of the zone as it may. */
export const isFull = (world: World, zone: number, cpu: number): boolean =>
  cpu >= 0 && worlds.count(world, zone, ({ list }) => list?.cpu === cpu) >= sizesOf(world, zone).high;

/** Blocks go back from private lists, for as long as the log says so; only those of one CPU, if it is named. */
export function putBack(world: World, log: Log, cpu = -1): void {
  for (const { first, second } of all(log, 'putBack')) {
    const pages = blockAt(world, first, second);
    must(isListed(pages, cpu), 'the block is on no private list, or on that of another CPU');
    worlds.release(world, pages);
  }
}

/** What may happen on the way to an answer: private lists are filled or emptied, pageblocks claimed, pages cleared. */
export function prepare(world: World, request: Request, log: Log): void {
  for (let length = -1; length !== log.length; ) {
    length = log.length;
    if (log[0]?.kind === 'putBack') drainFor(world, request);
    putBack(world, log);
    for (const { first, second } of all(log, 'boosted')) raise(world, request, first, second);
    for (const { first, second } of all(log, 'took')) take(world, request, first, second);
    for (const { first, second } of all(log, 'zeroed')) clear(blockAt(world, first, second));
    if (log[0]?.kind !== 'typeChanged') continue;
    const { first, second } = log[0];
    const left = claim(world, request, first, second); // All of them are told, this one first.
    for (const told of log.splice(0, left.size))
      must(
        told.kind === 'typeChanged' && told.second === second && left.delete(told.first),
        'not told in full',
      );
    must(left.size === 0, 'a claim was not told in full');
  }
}

function clear(pages: readonly Page[]): void {
  must(!pages.some(({ holder }) => holder), 'a page in use was cleared');
  for (const page of pages) page.clean = true;
}
