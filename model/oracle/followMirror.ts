import { FINDING } from '../../spec/findings.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import { DONE, NOT_ONLINE, NOT_PERMITTED } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { LEAF, leafMask } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { holderAt } from './allocations.ts';
import { mustAnswer } from './answers.ts';
import { containingOrder, insertFree, removeFree } from './freeIndex.ts';
import {
  BLOCK_ONLINE,
  FACT_BARE,
  FACT_EXEMPT,
  FACT_MIRROR,
  FACT_MOVABLE_ZONE,
  FACT_RESERVE,
  TAG_USED,
  type WorldState,
} from './state.ts';
import { stepFrames } from './step.ts';

const CRITICAL = CLAIMS.indexOf('critical');
const KERNEL = 1 << LEAF['mirrored.kernel'];
const UNPROTECTED = 1 << LEAF['pinned.kernel'];
const CRITICAL_PAGE = leafMask('mirrored.critical', 'mirrored.criticalPinned');
const PINNED = 1 << LEAF['mirrored.criticalPinned'];
const RESERVED = 1 << LEAF['free.reserve'];
/** Frames that no zone counts as managed. */
const UNMANAGED = leafMask('offline.absent', 'offline.present', 'offline.lent', 'pinned.fixed');

/**
 * Follows the end of a mirror: the frames of a memory block have one copy from now on. Every page keeps its owner and its
 * zone; what was promised to it is promised no more.
 */
export function followBreakMirror(s: WorldState, block: number, answer: number, effects: Effects): void {
  if ((s.memoryBlock[block] ?? 0) < BLOCK_ONLINE) return mustAnswer(answer, NOT_ONLINE, 'INV-3', effects);
  mustAnswer(answer, DONE, 'INV-161', effects);
  const start = block * s.blockPages;
  const end = Math.min(start + s.blockPages, s.frameCount);
  let broken = 0;
  for (let pfn = start; pfn < end; pfn += 1 << s.pageblockOrder) leaveMirror(s, pfn);
  for (let frame = start; frame < end; frame++) if (isProtected(s, frame)) broken += loseCopy(s, frame);
  s.brokenMirror[block] = 1;
  if (broken > 0) s.witnesses[WITNESS['mirror-broke']]!++;
}

/** Follows the growth of the mirror, which only some designs know: bare frames get a second copy, and their pages the promise. */
export function followExpandMirror(s: WorldState, block: number, answer: number, effects: Effects): void {
  if (!s.inForce || !s.design.expands) {
    mustAnswer(answer, NOT_PERMITTED, 'INV-152', effects);
    s.witnesses[WITNESS['expansion-refused']]!++;
    return;
  }
  if ((s.memoryBlock[block] ?? 0) < BLOCK_ONLINE) return mustAnswer(answer, NOT_ONLINE, 'INV-3', effects);
  mustAnswer(answer, DONE, 'INV-161', effects);
  const start = block * s.blockPages;
  const end = Math.min(start + s.blockPages, s.frameCount);
  let grown = 0;
  for (let frame = start; frame < end; frame++)
    if ((s.belief[frame]! & ~UNMANAGED) !== 0 && !isProtected(s, frame)) grown += gainCopy(s, frame);
  s.brokenMirror[block] = 0;
  if (grown > 0) s.witnesses[WITNESS['mirror-grew']]!++;
}

/** What an unmirrored frame is from now on: a design that mirrors everything never promised more than it has. */
export const unmirroredFact = (s: WorldState, inMovable: boolean): number =>
  inMovable && s.design.carrier !== 'firmware' ? FACT_BARE : FACT_EXEMPT;

const isProtected = (s: WorldState, frame: number): boolean =>
  (s.facts[frame]! & FACT_MIRROR) === 0 && s.belief[frame] !== 1 << LEAF['offline.absent'];

/** A pageblock of the mirror is an ordinary one from now on, and what is free in it is free for everybody. */
function leaveMirror(s: WorldState, pfn: number): void {
  const pageblock = pfn >> s.pageblockOrder;
  s.mirrorBlock[pageblock] = 0;
  if (s.blockType[pageblock] !== MIRROR) return;
  const end = pfn + (1 << s.pageblockOrder);
  const free: number[] = [];
  for (let frame = pfn; frame < end; frame++) {
    const order = Math.min(containingOrder(s, frame, 0), s.pageblockOrder);
    if (order < 0) continue;
    removeFree(s, frame, order);
    free.push(frame, order);
  }
  s.blockType[pageblock] = MOVABLE;
  for (let frame = pfn; frame < end; frame++) {
    if (s.belief[frame] === RESERVED) stepFrames(s, PAGE_EVENT.giveBack, frame, 1);
    s.facts[frame]! &= ~FACT_RESERVE;
  }
  for (let each = 0; each < free.length; each += 2) insertFree(s, free[each]!, free[each + 1]!); // Pairs, as pushed.
}

/** @returns 1 */
function loseCopy(s: WorldState, frame: number): number {
  const before = s.belief[frame]!; // Frames of the block, here and below.
  if ((before & UNMANAGED) === 0) s.mirrored[s.zone[frame]!]!--;
  stepFrames(s, breakEvent(s, frame), frame, 1);
  const inMovable = (s.facts[frame]! & FACT_MOVABLE_ZONE) !== 0;
  s.facts[frame] = (s.facts[frame]! & ~FACT_MIRROR) | unmirroredFact(s, inMovable);
  if (before & KERNEL && s.tag[frame]! >= TAG_USED) s.findings[FINDING['kernel-unprotected']]!++;
  if (before & CRITICAL_PAGE && s.tag[frame]! >= TAG_USED) s.findings[FINDING['critical-unprotected']]!++;
  return 1;
}

function breakEvent(s: WorldState, frame: number): number {
  if (s.belief[frame] !== PINNED) return PAGE_EVENT.breakMirror;
  const long = s.longPins[holderAt(s, frame)]! > 0; // A pinned page has a holder.
  return long ? PAGE_EVENT.breakMirrorLong : PAGE_EVENT.breakMirrorShort;
}

/** @returns 1 */
function gainCopy(s: WorldState, frame: number): number {
  s.facts[frame]! &= ~FACT_MIRROR;
  s.mirrored[s.zone[frame]!]!++;
  const holder = holderAt(s, frame);
  if (s.belief[frame] === UNPROTECTED) stepFrames(s, PAGE_EVENT.promote, frame, 1);
  else if (s.claim[holder] === CRITICAL && s.belief[frame] !== ORPHAN)
    stepFrames(s, PAGE_EVENT.promote, frame, 1);
  return 1;
}

const ORPHAN = 1 << LEAF['pinned.orphan'];
