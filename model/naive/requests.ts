import { keepsUserOutside } from '../../spec/requests/eligibility.ts';
import { GFP, gfpMigratetype, gfpZone } from '../../spec/requests/gfp.ts';
import { CMA, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { privateListSizes } from '../../spec/zones/privateLists.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { claim, judgeList, nextBoost, partsToClaim } from './lists.ts';
import { type Log, next } from './log.ts';
import { type Holder, isUnmovable, type Memory, must, type Page } from './memory.ts';
import { isOutOfMemory, mayWait, mustBeDrained, mustBeOpen, mustServeFirst, type Request } from './zones.ts';

function blockAt({ map, pages }: Memory, pfn: number, order: number): Page[] {
  const size = 2 ** order;
  must(order >= 0 && order <= map.layout.geometry.maxOrder, 'INV-0', 'there is no such order');
  must(pfn >= 0 && pfn + size <= pages.length, 'INV-0', 'there is no such block');
  must(pfn % size === 0, 'INV-101', 'no block begins there');
  return pages.slice(pfn, pfn + size);
}

/** Nobody has the page, and nobody must not. */
function mustBeFree({ state, isolated }: Page): void {
  must(state !== 'retired', 'INV-192', 'the page was retired');
  must(state !== 'withheld', 'INV-134', 'the page is withheld');
  must(state === 'free' || state === 'private', 'INV-103', 'the page is not free');
  must(!isolated, 'INV-134', 'the page waits on a private list to be withheld');
}

/** A page of the reserve is for those with a right to it, who get nothing else. */
function mustBeInView(memory: Memory, { claim, cause }: Request, page: Page, taken = false): void {
  const reserved = memory.setsAside && page.type === MIRROR;
  if (claim === 'kernelCritical' && !taken) must(reserved, 'INV-2', 'the page is not of the reserve');
  else if (reserved) {
    const outside = !taken && cause === 'grant' && ['user', 'driver', 'critical'].includes(claim);
    must(false, outside ? 'INV-151' : 'INV-154', 'the page is set aside for others');
  } else if (claim === 'kernelCritical') must(false, 'INV-2', 'the page is not of the reserve');
}

/** The page may hold content of this claim. */
function mustSuit({ design, inForce }: Memory, { gfp, claim, cause }: Request, page: Page): void {
  const movable = zoneIndexOf(page.zone) === ZONE_MOVABLE;
  if (cause === 'pin') must(!movable && page.type !== CMA, 'INV-165', 'a long-term pin may not stay there');
  else if (isUnmovable(claim)) {
    must(!movable, 'INV-1', 'a kernel page in ZONE_MOVABLE');
    must(page.type !== CMA, 'INV-139', 'a kernel page in CMA');
  } else if (claim === 'kernelMovable') must(!movable, 'INV-122', 'a buffer in ZONE_MOVABLE');
  else if (claim !== 'critical' && inForce && keepsUserOutside(design) && gfpZone(gfp) === ZONE_MOVABLE)
    must(movable, 'INV-151', 'a user page outside ZONE_MOVABLE');
  if (claim === 'critical') must(page.mirror === 'protected', 'INV-2', 'critical memory without a mirror');
  if (claim === 'critical') must(!movable, 'INV-1', 'critical memory in ZONE_MOVABLE');
  if (inForce && design.protects.includes(claim))
    must(page.mirror !== 'bare', 'INV-2', 'the promise of a mirror is broken');
}

function pledge(request: Request, zone: number): void {
  must((request.pledged ?? zone) === zone, 'INV-125', 'two zones work for one request');
}

function leaveLists(memory: Memory, request: Request, page: Page, order: number): void {
  if (request.refilled !== page.zone) request.stealing = false;
  judgeList(memory, request, page, order);
  must(memory.orderAround(page.pfn) >= order, 'INV-106', 'the pages are not one free block');
}

/** A block is handed to a holder: from the private list of the request's CPU, or off the buddy lists. */
export function serve(memory: Memory, request: Request, pfn: number, holder: Holder): void {
  const pages = blockAt(memory, pfn, request.order);
  const page = pages[0]!; // A block has a first page.
  const { zone, list } = page;
  const isPrivate = list !== null && list.pfn === pfn && list.order === request.order;
  must(isPrivate || pages.every((other) => other.zone === zone), 'INV-106', 'the block lies in two zones');
  for (const each of pages) {
    mustBeFree(each);
    mustBeInView(memory, request, each);
    if (request.cause === 'grant') mustSuit(memory, request, each);
  }
  mustBeDrained(memory, request);
  mustBeOpen(memory, request, zone);
  pledge(request, zone);
  const type = memory.habits.groupsByMobility ? gfpMigratetype(request.gfp) : list?.type;
  if (isPrivate) {
    must(list.type === type, 'INV-118', 'the private list serves another type');
    must(request.cpu < 0 || list.cpu < 0 || list.cpu === request.cpu, 'INV-118', 'the list of another CPU');
  }
  must(isPrivate || request.refilled === null, 'INV-4', 'the list that was refilled does not serve');
  if ((isPrivate ? request.refilled : request.admitted) !== zone)
    mustServeFirst(memory, request, zone, request.order, page);
  if (!isPrivate) leaveLists(memory, request, page, request.order);
  if (request.cause !== 'grant') for (const each of pages) mustSuit(memory, request, each);
  const isRaw = request.gfp & GFP.ZERO && pages.some(({ clean }) => !clean);
  must(!isRaw, 'INV-120', 'the block was not cleared');
  for (const each of pages) Object.assign(each, { state: 'used', clean: false, list: null, holder });
  holder.pfn = pfn;
}

function took(memory: Memory, request: Request, pfn: number, order: number): void {
  const pages = blockAt(memory, pfn, order);
  const { zone } = pages[0]!;
  must(
    pages.every((other) => other.zone === zone),
    'INV-106',
    'the block lies in two zones',
  );
  mustBeSmall(memory, order);
  for (const each of pages) {
    mustBeFree(each);
    mustBeInView(memory, request, each, true);
  }
  must(
    pages.every(({ state }) => state === 'free'),
    'INV-103',
    'the page is on a private list already',
  );
  if (request.cause === 'grant') for (const each of pages) mustSuit(memory, request, each);
  mustBeDrained(memory, request);
  pledge(request, zone);
  if (request.refilled !== zone && request.admitted !== zone)
    mustServeFirst(memory, request, zone, order, pages[0]!);
  leaveLists(memory, request, pages[0]!, order);
  if (request.refilled !== zone) request.taken = 0;
  request.taken += 2 ** order;
  request.tried = 0;
  request.refilled = zone;
  request.pledged = zone;
  keep(pages, order, gfpMigratetype(request.gfp), request.cpu);
  const { batch, high } = sizesOf(memory, zone);
  const more = request.taken > Math.max(batch, 2 * 2 ** order);
  must(!more || keptBy(memory, zone, request.cpu) < high, 'INV-118', 'a refill that hoards');
}

/** A CPU that keeps too much after a free has given a batch back. */
export function mustGiveBack(memory: Memory, zone: number, cpu: number, given: number): void {
  const { batch, high } = sizesOf(memory, zone);
  must(given >= batch || keptBy(memory, zone, cpu) < high, 'INV-118', 'the lists of the CPU are full');
}

const sizesOf = (memory: Memory, zone: number) =>
  privateListSizes(memory.managed(), zone, memory.map.layout.cpus, memory.map.layout.tuning);

const keptBy = (memory: Memory, zone: number, cpu: number): number =>
  cpu < 0 ? 0 : memory.count(zone, ({ list }) => list?.cpu === cpu);

export const mustBeSmall = ({ map }: Memory, order: number): void =>
  must(order <= 3 || order === map.layout.geometry.pageblockOrder, 'INV-118', 'too large for a private list');

export function keep(pages: readonly Page[], order: number, type: number, cpu: number): void {
  const list = { pfn: pages[0]!.pfn, order, type: type === CMA ? MOVABLE : type, cpu };
  for (const page of pages) Object.assign(page, { state: 'private', holder: null, list });
}

/** Blocks go back from private lists, for as long as the log says so. Only those of one CPU, if it is named. */
export function putBack(memory: Memory, log: Log, cpu = -1): void {
  for (let entry = next(log, 'putBack'); entry; entry = next(log, 'putBack')) {
    const pages = blockAt(memory, entry.first, entry.second);
    const list = pages[0]!.list;
    const isBlock = list !== null && list.pfn === entry.first && list.order === entry.second;
    must(isBlock, 'INV-119', 'the block is on no private list');
    must(cpu < 0 || list.cpu < 0 || list.cpu === cpu, 'INV-119', 'the list of another CPU');
    for (const page of pages) memory.release(page);
  }
}

/** What may happen on the way to an answer: private lists are filled or emptied, pageblocks claimed. */
export function prepare(memory: Memory, request: Request, log: Log): void {
  for (;;) {
    if (log[0]?.kind === 'putBack') {
      const due = mayWait(request) && request.pledged === null && isOutOfMemory(memory, request);
      const goesOn = request.drained && request.pledged === null;
      const rule = mayWait(request) ? 'INV-4' : 'INV-205';
      must(goesOn || due || request.cause === 'offline', rule, 'a drain that was not called for');
      request.drained ||= due;
      request.refilled = null;
      request.admitted = null;
      putBack(memory, log);
    }
    const raised = next(log, 'boosted');
    if (raised) {
      raise(memory, request, raised.first, raised.second);
      continue;
    }
    const taken = next(log, 'took');
    if (taken) took(memory, request, taken.first, taken.second);
    else if (log[0]?.kind === 'zeroed') zeroed(memory, log.shift()!);
    else if (!claims(memory, request, log)) return;
  }
}

function zeroed(memory: Memory, { first, second }: Log[number]): void {
  for (const page of blockAt(memory, first, second)) {
    must(page.state !== 'used', 'INV-120', 'a page in use was cleared');
    page.clean = true;
  }
}

/** The marks of a zone are raised by a claim of a part of a pageblock, whether it succeeds or not. */
function raise(memory: Memory, request: Request, zone: number, pages: number): void {
  must((memory.managed()[zone] ?? 0) > 0, 'INV-0', 'the zone has no pages');
  mustBeDrained(memory, request);
  pledge(request, zone);
  const someone = memory.pages.find((page) => page.zone === zone && page.list === null);
  if (request.refilled !== zone && request.admitted !== zone)
    mustServeFirst(memory, request, zone, request.order, someone!); // It has pages.
  request.admitted = zone;
  request.pledged = zone;
  request.tried++;
  const { order } = request;
  const most = partsToClaim(memory, zone, gfpMigratetype(request.gfp), order);
  must(request.tried <= most, 'INV-132', 'no claim of a part could be tried');
  const due = nextBoost(memory, zone);
  must(pages === due && due !== memory.boost[zone], 'INV-132', `the boost would be ${due}`);
  memory.boost[zone] = pages;
}

function claims(memory: Memory, request: Request, log: Log): boolean {
  const entry = next(log, 'typeChanged');
  if (!entry) return log[0]?.kind === 'putBack';
  const left = new Set(claim(memory, request, entry.first, entry.second));
  for (left.delete(entry.first); left.size > 0 && memory.habits.groupsByMobility; ) {
    const other = next(log, 'typeChanged');
    const isRight = other !== undefined && left.delete(other.first) && other.second === entry.second;
    must(isRight, 'INV-4', 'a claim of several pageblocks was not told in full');
  }
  return true;
}
