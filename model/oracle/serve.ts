import { FINDING } from '../../spec/findings.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { GFP } from '../../spec/requests/gfp.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { CMA, MIGRATETYPE_NAMES, MOVABLE } from '../../spec/zones/migratetype.ts';
import { nodeOf, ZONE_MOVABLE, zoneIndexOf, zoneTitle } from '../../spec/zones/zone.ts';
import { handOutContent } from './content.ts';
import { removeFree } from './freeIndex.ts';
import { judgeList } from './judgeList.ts';
import { judgeDoubtfulZone, judgeZone } from './judgeZone.ts';
import { isEligibleZone, ruleOfEligibility } from './marks.ts';
import { blockText, hex, Objection } from './objection.ts';
import type { Serving } from './serving.ts';
import { FACT_MIRROR, TAG_CACHED, TAG_NONE, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';
import type { RequestTerms } from './terms.ts';

const USER = CLAIMS.indexOf('user');
const KERNEL = CLAIMS.indexOf('kernel');
const PINNED_KERNEL = 1 << LEAF['pinned.kernel'];
const DOUBTFUL = (1 << LEAF['free.available']) | (1 << LEAF['free.cached']);

/** Largest order that private lists hold, beside whole pageblocks. Source: mm/page_alloc.c, PAGE_ALLOC_COSTLY_ORDER. */
const CACHED_ORDER = 3;

/**
 * A block leaves the free memory for a holder: the frames must accept the event, lie in one zone the request may use, be one
 * free block, and come from the right zone and list.
 */
export function serveBlock(s: WorldState, serving: Serving, pfn: number): void {
  const { terms, order, event } = serving;
  mustBeBlock(s, pfn, order);
  const isCached = s.tag[pfn] === TAG_CACHED + order; // Looked over when it was taken to the list.
  if (!isCached) mustBeOneZone(s, pfn, order);
  const doubtful = doubtfulPages(s, pfn, 1 << order);
  stepFrames(s, event, pfn, 1 << order);
  const zone = s.zone[pfn]!; // `mustBeBlock` has seen that the frames exist.
  mustBeDrained(s, serving);
  mustMayUse(s, serving, zone, pfn);
  mustKeepPledge(serving, zone, pfn);
  if (isCached) serveCached(s, serving, zone, pfn);
  else {
    mustNotBypass(serving, pfn);
    // A zone that was boosted for the request passed its check before the boost.
    if (serving.admittedZone !== zone) {
      if (mayBeCached(s, terms, zone, order)) judgeDoubtfulZone(s, terms, serving.node, order, zone, pfn);
      else judgeZone(s, serving, order, zone, pfn);
    }
    serving.stealing = false;
    takeFromLists(s, serving, pfn, order);
    if (!s.habits.reportsCache && !terms.fromReserve) doubtAfterGrant(s, zone, order, doubtful);
  }
  if (terms.zeroed || s.cleanPages > 0) handOutContent(s, terms, pfn, order);
}

/** What was taken to a private list for a request serves it. */
function mustNotBypass({ refilledZone, order }: Serving, pfn: number): void {
  if (refilledZone < 0) return;
  throw new Objection(
    'INV-4',
    `a private list was refilled for the request, and ${blockText(pfn, order)} of the buddy lists served it`,
    pfn,
  );
}

/** Counts the pages of a block onto the private list it is on, or (negative) off it. */
export function countCached(s: WorldState, pfn: number, pages: number): void {
  s.cached[s.zone[pfn]!]! += pages; // Cached blocks are in service.
  const cpu = s.listCpu[pfn]!;
  if (cpu >= 0) s.cachedOn[cpu * s.zoneCount + s.zone[pfn]!]! += pages;
}

/** Private lists hold blocks of this order. Source: mm/page_alloc.c, pcp_allowed_order. */
export const isCacheable = (s: WorldState, order: number): boolean =>
  order <= CACHED_ORDER || order === s.pageblockOrder;

/** The target does not tell, and the block could come from a private list. */
const mayBeCached = (s: WorldState, terms: RequestTerms, zone: number, order: number): boolean =>
  s.doubtful[zone]! > 0 && isCacheable(s, order) && !terms.fromReserve;

function doubtfulPages(s: WorldState, pfn: number, count: number): number {
  if (s.habits.reportsCache) return 0;
  let pages = 0;
  for (let frame = pfn; frame < pfn + count; frame++) if (s.belief[frame] === DOUBTFUL) pages++;
  return pages;
}

/** What was granted is in doubt no more; but all that is left may have been refilled from for it, unreported. */
function doubtAfterGrant(s: WorldState, zone: number, order: number, granted: number): void {
  const free = s.free[zone]!; // Zones of granted blocks exist.
  s.doubtful[zone] = isCacheable(s, order) ? free : Math.min(s.doubtful[zone]! - granted, free);
}

/** A zone that gave a refill or a pageblock for a request has passed its check, so it is the one that serves it. */
export function mustKeepPledge({ pledgedZone }: Serving, zone: number, pfn: number): void {
  if (pledgedZone < 0 || pledgedZone === zone) return;
  throw new Objection(
    'INV-125',
    `${zoneTitle(pledgedZone)} was refilled from or claimed in for the request, and ${zoneTitle(zone)} serves it`,
    pfn,
  );
}

/** A request that had private lists drained goes on only once all of them are empty. */
export function mustBeDrained(
  s: WorldState,
  { drained, drainsAnyway, refilledZone, pledgedZone }: Serving,
): void {
  if (!drained || drainsAnyway || refilledZone >= 0 || pledgedZone >= 0) return;
  const left = s.cached.reduce((sum, pages) => sum + pages, 0);
  if (left > 0) throw new Objection('INV-119', `a drain for the request left ${left} pages on private lists`);
}

/** What a grant tells beside being legal: where the policy put the page. */
export function noteGrant(s: WorldState, { terms, node, order }: Serving, pfn: number): void {
  const zone = s.zone[pfn]!;
  const isProtected = (s.facts[pfn]! & FACT_MIRROR) === 0;
  if (order === s.maxOrder) s.witnesses[WITNESS['largest-block']]!++;
  if (nodeOf(zone) !== node) s.witnesses[WITNESS['other-node']]!++;
  else if (zoneIndexOf(zone) < terms.ceiling) s.witnesses[WITNESS['lower-zone']]!++;
  if (!s.inForce) return;
  if (terms.claim === USER && isProtected) {
    s.findings[FINDING['user-in-mirror']]!++;
    s.witnesses[WITNESS['user-in-mirror']]!++;
  }
  if (isProtected && terms.claim === KERNEL) noteProcess(s, pfn);
  if (terms.promised && s.belief[pfn] === PINNED_KERNEL) s.findings[FINDING['kernel-unprotected']]!++;
}

/** Kernel memory on behalf of a process that has no right to the mirror, and fills it all the same. */
function noteProcess(s: WorldState, pfn: number): void {
  const owner = s.owner[s.holder[pfn]!]!; // The block was handed to its holder.
  if (owner !== 0 && !((s.upgraded >> owner) & 1)) s.findings[FINDING['mirror-used-by-unprivileged']]!++;
}

/** Takes a block off the buddy lists, for a holder or for a private list. */
export function takeFromLists(s: WorldState, serving: Serving, pfn: number, order: number): void {
  judgeList(s, serving, pfn, order);
  if (!removeFree(s, pfn, order)) {
    throw new Objection(
      'INV-106',
      `${blockText(pfn, order)} is not one free block: its frames could never merge`,
      pfn,
    );
  }
}

/** The answer names a block of the order that lies in memory. */
export function mustBeBlock(s: WorldState, pfn: number, order: number): void {
  if (order < 0 || order > s.maxOrder)
    throw new Objection('INV-101', `there are no blocks of order ${order}`, pfn);
  const count = 1 << order;
  if (!Number.isInteger(pfn) || pfn < 0 || pfn + count > s.frameCount) {
    throw new Objection(
      'INV-0',
      `the answer ${pfn} names no block of ${count} frames below ${hex(s.frameCount)}`,
    );
  }
  if ((pfn & (count - 1)) !== 0) {
    throw new Objection('INV-101', `${blockText(pfn, order)} does not start at a multiple of ${count}`, pfn);
  }
}

/** All frames of the block carry one zone's number. */
export function mustBeOneZone(s: WorldState, pfn: number, order: number): void {
  const zone = s.zone[pfn]!;
  for (let frame = pfn + 1; frame < pfn + (1 << order); frame++) {
    if (s.zone[frame] !== zone) {
      throw new Objection(
        'INV-106',
        `${blockText(pfn, order)} lies in ${zoneTitle(zone)} and ${zoneTitle(s.zone[frame]!)}`,
        frame,
      );
    }
  }
}

/** The zone is one that the request may look at: below its ceiling, on its node, in the mirror or out of it as it asked. */
export function mustMayUse(s: WorldState, { terms, node, order }: Serving, zone: number, pfn: number): void {
  if (zoneIndexOf(zone) > terms.ceiling) {
    const mobile = terms.type === MOVABLE && zoneIndexOf(zone) === ZONE_MOVABLE && !terms.mandatory;
    throw new Objection(
      mobile ? 'INV-122' : 'INV-121',
      `${blockText(pfn, order)} lies in ${zoneTitle(zone)}, above the ceiling of the request`,
      pfn,
    );
  }
  if (terms.gfp & GFP.THISNODE && nodeOf(zone) !== node) {
    throw new Objection(
      'INV-124',
      `${blockText(pfn, order)} lies on node ${nodeOf(zone)}; the request is bound to node ${node}`,
      pfn,
    );
  }
  if (!isEligibleZone(s, terms, zone)) {
    throw new Objection(
      ruleOfEligibility(s, terms),
      `${blockText(pfn, order)} lies in ${zoneTitle(zone)}, which the request may not use`,
      pfn,
    );
  }
}

/** Pages of CMA wait among the movable ones: who is served from there by mistake may be given one. */
function mustNotBeCma(s: WorldState, { type }: RequestTerms, pfn: number, order: number): void {
  if (type === MOVABLE || s.blockType[pfn >> s.pageblockOrder] !== CMA) return;
  throw new Objection(
    'INV-139',
    `${blockText(pfn, order)} of a CMA pageblock was on a private list and served a request for ${MIGRATETYPE_NAMES[type]}`,
    pfn,
  );
}

function serveCached(s: WorldState, serving: Serving, zone: number, pfn: number): void {
  const { terms, order } = serving;
  if (s.habits.groupsByMobility && s.listType[pfn] !== terms.type) {
    mustNotBeCma(s, terms, pfn, order);
    throw new Objection(
      'INV-118',
      `${blockText(pfn, order)} was kept on a private list of another migratetype`,
      pfn,
    );
  }
  const list = s.listCpu[pfn]!; // The block is cached, so it is on a list.
  if (list >= 0 && s.cpu >= 0 && list !== s.cpu) {
    throw new Objection(
      'INV-118',
      `${blockText(pfn, order)} of CPU ${list}'s private list served a request on CPU ${s.cpu}`,
      pfn,
    );
  }
  // A refill for this request was judged before it made the zone poorer.
  if (serving.refilledZone !== zone) judgeZone(s, serving, order, zone, pfn, true);
  s.tag[pfn] = TAG_NONE;
  countCached(s, pfn, -(1 << order));
  s.witnesses[WITNESS['served-cached']]!++;
}
