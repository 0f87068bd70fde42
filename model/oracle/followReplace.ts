import type { Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, NOT_ONLINE } from '../../spec/operations/outcome.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { holderAt } from './allocations.ts';
import { mustAnswer } from './answers.ts';
import { culpritOf } from './culpritOf.ts';
import { clearMark } from './followUnpoison.ts';
import { hex, Objection } from './objection.ts';
import { isInRange } from './ranges.ts';
import { BLOCK_ONLINE, FACT_BAD, type WorldState } from './state.ts';
import { stepFrames } from './step.ts';

const ABSENT = 1 << LEAF['offline.absent'];
const LENT = 1 << LEAF['offline.lent'];

/** Why a device or a hypervisor may be writing the frame, in words; null if none knows it. */
export function whyWritten(s: WorldState, frame: number): string | null {
  if (s.belief[frame] === LENT) return 'it is lent';
  if (isInRange(s, frame)) return 'it belongs to a contiguous range';
  const handle = holderAt(s, frame);
  if (s.shortPins[handle]! + s.longPins[handle]! > 0) return 'it is pinned';
  return s.references[handle]! > 0 ? 'it is referenced' : null;
}

/** The first frame of the block whose memory may be written behind everybody's back, or -1. */
export function firstWritten(s: WorldState, block: number): number {
  const end = endOf(s, block);
  for (let frame = block * s.blockPages; frame < end; frame++)
    if (whyWritten(s, frame) !== null) return frame;
  return -1;
}

/** Follows the exchange of the memory behind a block: only marks of errors go, and what was retired for them comes home. */
export function followReplace(s: WorldState, block: number, answer: number, effects: Effects): void {
  if ((s.memoryBlock[block] ?? 0) < BLOCK_ONLINE) return mustAnswer(answer, NOT_ONLINE, 'INV-3', effects);
  const written = firstWritten(s, block);
  if (answer === BUSY) return judgeRefusal(s, block, effects);
  if (written >= 0)
    throw new Objection(
      'INV-5',
      `the memory of frame ${hex(written)} was exchanged, but ${whyWritten(s, written)}`,
      written,
    );
  mustAnswer(answer, DONE, 'INV-3', effects);
  if (exchange(s, block) > 0) s.witnesses[WITNESS.replaced]!++;
}

/** @returns marks that went */
function exchange(s: WorldState, block: number): number {
  const end = endOf(s, block);
  let marks = 0;
  for (let frame = block * s.blockPages; frame < end; frame++) {
    if (s.belief[frame] === ABSENT) continue;
    if ((s.facts[frame]! & FACT_BAD) === 0) stepFrames(s, PAGE_EVENT.replace, frame, 1);
    else {
      clearMark(s, PAGE_EVENT.replace, frame);
      s.cameHome.push(frame);
      marks++;
    }
  }
  return marks;
}

/** One page is named, it lies in the block, and something may be writing it now. */
function judgeRefusal(s: WorldState, block: number, effects: Effects): void {
  const culprit = culpritOf(effects, 0, 'a refused exchange');
  if (culprit < block * s.blockPages || culprit >= endOf(s, block))
    throw new Objection('INV-3', `frame ${hex(culprit)} is not in the block`, culprit);
  if (whyWritten(s, culprit) === null)
    throw new Objection('INV-3', `nothing but its owner can write frame ${hex(culprit)}`, culprit);
  s.witnesses[WITNESS['replace-refused']]!++;
}

const endOf = (s: WorldState, block: number): number => Math.min((block + 1) * s.blockPages, s.frameCount);
