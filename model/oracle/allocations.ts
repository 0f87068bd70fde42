import { CLAIMS } from '../../spec/pages/claim.ts';
import { leaveQueue } from './hugePages.ts';
import { blockText, Objection } from './objection.ts';
import { FACT_BAD, NOBODY, TAG_NONE, TAG_USED, type WorldState } from './state.ts';

const USER = CLAIMS.indexOf('user');
const STAYS = ['kernel', 'reclaimable', 'kernelCritical'].map((claim) =>
  (CLAIMS as readonly string[]).indexOf(claim),
);
const KERNEL_MOVABLE = CLAIMS.indexOf('kernelMovable');
const CRITICAL = CLAIMS.indexOf('critical');

/** The allocation that holds a frame, as the number of its operation, or NOBODY. Looks at one frame an order. */
export function holderAt(s: WorldState, frame: number): number {
  for (let order = 0; order <= s.maxOrder; order++) {
    const first = frame & -(1 << order);
    if (s.tag[first] === TAG_USED + order) return s.holder[first]!;
  }
  return NOBODY;
}

/** Notes that an operation holds a block. */
export function hold(s: WorldState, handle: number, pfn: number, order: number, claim: number): void {
  s.at[handle] = pfn;
  s.order[handle] = order;
  s.claim[handle] = claim;
  place(s, handle, pfn);
}

/** Puts an allocation that exists on the frames where it now is. */
export function place(s: WorldState, handle: number, pfn: number): void {
  s.at[handle] = pfn;
  s.tag[pfn] = TAG_USED + s.order[handle]!;
  s.holder[pfn] = handle;
  countReclaimable(s, handle, 1);
}

/** Takes an allocation off its frames; what becomes of them is the caller's. */
export function lift(s: WorldState, handle: number): void {
  countReclaimable(s, handle, -1);
  const pfn = s.at[handle]!;
  s.tag[pfn] = TAG_NONE;
  s.holder[pfn] = NOBODY;
}

/** Forgets an allocation: its owner has no page any more. */
export function forget(s: WorldState, handle: number): void {
  if (s.queued[handle] !== 0) leaveQueue(s, handle);
  lift(s, handle);
  s.at[handle] = -1;
}

/** Pointers to it cannot be found: it never moves. */
export const isKernelMemory = (s: WorldState, handle: number): boolean => STAYS.includes(s.claim[handle]!); // As above.

/** Somebody beside its owner knows it by its address: a pin or an extra reference; or it is lent. It must stay what and where it is. */
export const isHeld = (s: WorldState, handle: number): boolean =>
  s.shortPins[handle]! > 0 || s.longPins[handle]! > 0 || s.references[handle]! > 0 || s.kept[handle] !== 0; // Callers have looked the handle up.

/** Reclaim may drop it: user memory or file buffers that nobody holds or has locked into memory. */
export const isReclaimable = (s: WorldState, handle: number): boolean =>
  (s.claim[handle] === USER || s.claim[handle] === KERNEL_MOVABLE) &&
  !isHeld(s, handle) &&
  s.locked[handle] === 0;

/** Its owner's death frees it: user memory that nobody else holds. What reclaim may not drop, locked or mirrored, goes too. */
export const isKillable = (s: WorldState, handle: number): boolean =>
  (s.claim[handle] === USER || s.claim[handle] === KERNEL_MOVABLE || s.claim[handle] === CRITICAL) &&
  !isHeld(s, handle);

/** Reclaim passes by what is locked into memory. */
export function mustNotBeLocked(s: WorldState, handle: number): void {
  const pfn = s.at[handle]!;
  const block = blockText(pfn, s.order[handle]!);
  if (s.claim[handle] === CRITICAL)
    throw new Objection('INV-171', `reclaim dropped ${block}, which has a right to mirrored memory`, pfn);
  if (s.locked[handle] === 0) return;
  throw new Objection('INV-171', `reclaim dropped ${block}, which is locked into memory`, pfn);
}
const MOVES = CLAIMS.map((_, claim) => !STAYS.includes(claim));

/** It can be moved now: its claim allows it, nobody holds it, and no page of it is poisoned. */
export const isMovable = (s: WorldState, handle: number): boolean =>
  MOVES[s.claim[handle]!]! && !isHeld(s, handle) && firstMarked(s, s.at[handle]!, 1 << s.order[handle]!) < 0;

/** Adds the pages of an allocation to what reclaim or a kill may free, or takes them away, if it is such an allocation. */
export function countReclaimable(s: WorldState, handle: number, sign: 1 | -1): void {
  if (isReclaimable(s, handle)) s.reclaimable[s.zone[s.at[handle]!]!]! += sign * (1 << s.order[handle]!);
  const owner = s.owner[handle]!;
  if (owner !== 0 && isKillable(s, handle)) s.killable[owner]! += sign * (1 << s.order[handle]!);
}

/** The first frame of the range that carries the mark of a memory error, or -1. */
export function firstMarked(s: WorldState, pfn: number, count: number): number {
  if (s.marked === 0) return -1;
  for (let frame = pfn; frame < pfn + count; frame++) if (s.facts[frame]! & FACT_BAD) return frame;
  return -1;
}

/** The allocation that begins at `pfn`, or an objection. */
export function holderOfBlock(s: WorldState, pfn: number, what: string): number {
  const tag = s.tag[pfn];
  if (tag === undefined || tag < TAG_USED) {
    throw new Objection('INV-4', `${what} of ${blockText(pfn, 0)}, where no allocation begins`, pfn);
  }
  return s.holder[pfn]!;
}
