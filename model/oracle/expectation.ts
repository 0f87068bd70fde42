import { PIN_LONG } from '../../spec/operations/arguments.ts';
import { POISON_RESULTS } from '../../spec/operations/outcome.ts';
import { LEAF, leafMask } from '../../spec/pages/leaf.ts';
import { POOL_NODE } from '../../spec/requests/pool.ts';
import { ENDLESS, roundBudget, triesForEver } from '../../spec/requests/rounds.ts';
import { NO_ZONE, nodeOf, zoneTitle } from '../../spec/zones/zone.ts';
import { zoneForOnline } from '../../spec/zones/zoneForOnline.ts';
import { firstMarked, isHeld } from './allocations.ts';
import { firstPoisoned, firstThatStays, whyItStays } from './culprits.ts';
import { mustMoveForPin } from './followPin.ts';
import { resultFor } from './followPoison.ts';
import { firstPassing, RUNG_LOW, RUNG_MIN, RUNG_NONE } from './marks.ts';
import { hex } from './objection.ts';
import { BLOCK_ABSENT, BLOCK_OFFLINE, BLOCK_ONLINE, KEPT_BY_REFERENCE, type WorldState } from './state.ts';
import type { RequestTerms, TermsBook } from './terms.ts';

const FREE = leafMask('free.available', 'free.cached', 'free.reserve');

/*
 * What the model would accept next, in words, for the step table of a report. The words describe the same decisions that the
 * oracle takes; they are made only when a story is told.
 */

/** A request: from where, or why not. */
export function expectAllocate(s: WorldState, terms: RequestTerms, order: number, node: number): string {
  if (!terms.valid) return 'INVALID: the flags contradict each other';
  if (!terms.permitted) return 'NOT_PERMITTED';
  const zone = servingZone(s, terms, node, order);
  return zone < 0 ? expectRounds(s, terms, order) : `a block of order ${order} in ${zoneTitle(zone)}`;
}

/** What a request does that finds nothing. */
function expectRounds(s: WorldState, { gfp }: RequestTerms, order: number): string {
  const budget = roundBudget(gfp, order, s.retries);
  if (budget === 0) return 'NO_MEMORY';
  const end = triesForEver(gfp, order, s.retries) ? 'WOULD_WAIT' : 'NO_MEMORY';
  const most = budget === ENDLESS ? '' : `${budget} `;
  return `a block of order ${order} from what ${most}${budget === 1 ? 'round frees' : 'rounds free'}, or ${end}`;
}

/** What the model would accept as the answer to a pin, in words. */
export function expectPin(s: WorldState, book: TermsBook, handle: number, term: number): string {
  const pfn = s.at[handle]!; // Only live allocations are pinned.
  if (term !== PIN_LONG || !mustMoveForPin(s, pfn, s.order[handle]!)) return `pinned at ${hex(pfn)}`;
  if (isHeld(s, handle)) return `BUSY because of ${hex(pfn)}, which is pinned or referenced`;
  const marked = firstMarked(s, pfn, 1 << s.order[handle]!);
  if (marked >= 0) return `BUSY because of ${hex(marked)}, which is poisoned`;
  const terms = book.longtermPins[s.claim[handle]!]!; // One entry a claim.
  const zone = servingZone(s, terms, nodeOf(s.zone[pfn]!), s.order[handle]!);
  return zone < 0 ? 'NO_MEMORY, nothing pinned' : `moved to ${zoneTitle(zone)}, then pinned`;
}

/** What the model would accept as the answer to taking a memory block offline, in words. */
export function expectOffline(s: WorldState, block: number): string {
  const state = s.memoryBlock[block] ?? BLOCK_ABSENT;
  if (state === BLOCK_ABSENT) return 'NOT_ONLINE: there is no such block';
  if (state === BLOCK_OFFLINE) return 'DONE: it is offline';
  const stays = firstThatStays(s, block);
  if (stays < 0) return 'DONE, or NO_MEMORY if a page finds no new place';
  return `BUSY because of a page such as ${hex(stays)}: ${whyItStays(s, stays, block * s.blockPages)}`;
}

/** What the model would accept as the answer to putting a memory block into service, in words. */
export function expectOnline(s: WorldState, block: number, to: number): string {
  const state = s.memoryBlock[block] ?? BLOCK_ABSENT;
  if (state === BLOCK_ABSENT) return 'NOT_ONLINE: there is no such block';
  if (state === BLOCK_ONLINE) return 'DONE: it is online';
  const poisoned = firstPoisoned(s, block);
  return poisoned >= 0
    ? `POISONED because of ${hex(poisoned)}`
    : `DONE, in ${zoneTitle(zoneForOnline(s.map, block, to))}`;
}

/** What the model would accept as the answer to plugging in a memory block, in words. */
export function expectAdd(s: WorldState, block: number): string {
  if ((s.map.blockStates[block] ?? 'absent') === 'absent') return 'INVALID: the machine has no memory there';
  return s.memoryBlock[block] === BLOCK_ABSENT ? 'DONE' : 'INVALID: the block is there';
}

/** What the model would accept as the answer to pulling out a memory block, in words. */
export function expectRemove(s: WorldState, block: number): string {
  const state = s.memoryBlock[block] ?? BLOCK_ABSENT;
  if (state === BLOCK_ABSENT) return 'NOT_ONLINE: there is no such block';
  return state === BLOCK_OFFLINE ? 'DONE' : 'BUSY: it is not offline';
}

/** An element: from memory, from what is kept, or not at all. */
export function expectPoolGet(s: WorldState, { pool }: TermsBook): string {
  const zone = servingZone(s, pool, POOL_NODE, 0);
  if (zone >= 0) return `a page in ${zoneTitle(zone)}`;
  return s.pool[0]! > 0 ? `one of ${s.pool[0]} elements kept` : 'NO_MEMORY';
}

/** What the model would accept as the answer to a memory error, in words. */
export function expectPoison(s: WorldState, frame: number, error: number): string {
  if (frame >= s.frameCount || s.zone[frame] === NO_ZONE) return 'NOT_ONLINE';
  const result = POISON_RESULTS[resultFor(s, frame, error)]!; // `resultFor` gives one of them.
  return s.belief[frame]! & FREE ? `${result}: the frame leaves the free memory` : result;
}

/** What the model would accept as the answer to giving back an extra reference, in words. */
export function expectPutRef(s: WorldState, handle: number): string {
  if ((s.at[handle] ?? -1) < 0) return 'nothing to give back';
  const isLast = s.kept[handle] === KEPT_BY_REFERENCE && s.references[handle] === 1;
  return isLast ? 'DONE, and the block is free' : 'DONE, nothing becomes free';
}

/** Frames whose leaf says that somebody uses them. */
export const isUsedMask = (mask: number): boolean =>
  (mask & ~(FREE | leafMask('offline.absent', 'offline.present', 'offline.poisoned', 'free.isolated'))) !==
    0 && mask !== 1 << LEAF['pinned.fixed'];

function servingZone(s: WorldState, terms: RequestTerms, node: number, order: number): number {
  const undecided = s.undecided;
  let zone = -1;
  for (const rung of terms.ignoresMarks ? [RUNG_LOW, RUNG_MIN, RUNG_NONE] : [RUNG_LOW, RUNG_MIN]) {
    if (zone < 0) zone = firstPassing(s, terms, node, order, rung, -1);
  }
  s.undecided = undecided; // Telling is not deciding.
  return zone;
}
