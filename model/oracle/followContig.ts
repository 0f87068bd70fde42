import { FINDING } from '../../spec/findings.ts';
import type { Effects } from '../../spec/operations/effects.ts';
import { BUSY, DONE, INTERRUPTED, INVALID, NO_MEMORY } from '../../spec/operations/outcome.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { answerName } from './answerName.ts';
import { mustAnswer } from './answers.ts';
import { mustEnd } from './effects.ts';
import { followRangeTry, RANGE_BUSY, RANGE_INTERRUPTED, RANGE_STUCK, RANGE_TAKEN } from './followRange.ts';
import { hex, Objection } from './objection.ts';
import type { WantedRange } from './rangeCulprits.ts';
import { forgetRange, holdRange } from './ranges.ts';
import { releaseFrames } from './release.ts';
import type { WorldState } from './state.ts';
import { stepFrames } from './step.ts';
import type { TermsBook } from './terms.ts';

const KERNEL = CLAIMS.indexOf('kernel');
const DRIVER = CLAIMS.indexOf('driver');
const PINNED_KERNEL = 1 << LEAF['pinned.kernel'];
const ANSWERS = {
  [RANGE_TAKEN]: DONE,
  [RANGE_BUSY]: BUSY,
  [RANGE_STUCK]: NO_MEMORY,
  [RANGE_INTERRUPTED]: INTERRUPTED,
} as const;

/** Follows a request for a certain range: the whole of it is taken, or nothing. */
export function followContigAllocate(
  s: WorldState,
  book: TermsBook,
  handle: number,
  pfn: number,
  pages: number,
  answer: number,
  effects: Effects,
): void {
  if (pages < 1 || pages > s.frameCount - pfn) return mustAnswer(answer, INVALID, 'INV-3', effects);
  const range: WantedRange = { start: pfn, end: pfn + pages, cma: false };
  const attempt = followRangeTry(s, book, range, effects, 0, () => claimRange(s, handle, range));
  mustEnd(effects, attempt.index, 'contigAllocate');
  const expected = ANSWERS[attempt.result as keyof typeof ANSWERS];
  if (answer !== expected) {
    throw new Objection(
      'INV-144',
      `the range at ${hex(pfn)} was answered ${answerName(answer)}; by what was reported ${answerName(expected)} is right`,
      pfn,
    );
  }
  if (answer === BUSY) s.witnesses[WITNESS['range-refused']]!++;
  else if (answer === NO_MEMORY) s.witnesses[WITNESS['range-without-room']]!++;
  else if (answer === DONE)
    s.witnesses[attempt.moves > 0 ? WITNESS['range-emptied'] : WITNESS['range-taken']]!++;
}

/** Follows the end of a range, which its holder gives back as a whole. */
export function followContigFree(s: WorldState, handle: number, answer: number, effects: Effects): void {
  const pfn = s.rangeAt[handle]!; // The run loop frees what lives.
  if (answer !== DONE) {
    throw new Objection(
      'INV-117',
      `the range at ${hex(pfn)}, freed by its holder, was answered ${answerName(answer)}`,
      pfn,
    );
  }
  mustEnd(effects, 0, 'contigFree');
  releaseRange(s, handle);
}

/** The frames, all withheld by now, become the caller's. */
export function claimRange(s: WorldState, handle: number, { start, end, cma }: WantedRange): void {
  const inMovable = zoneIndexOf(s.zone[start]!) === ZONE_MOVABLE; // Callers have seen that the frames exist.
  const promised = s.inForce && s.design.protects.includes('kernel');
  const isDriver = inMovable || cma;
  const kernel = promised ? PAGE_EVENT.claimRangePromised : PAGE_EVENT.claimRangeKernel;
  stepFrames(s, isDriver ? PAGE_EVENT.claimRangeDriver : kernel, start, end - start);
  s.isolatedFree[s.zone[start]!]! -= end - start;
  holdRange(s, handle, start, end - start, isDriver ? DRIVER : KERNEL);
  if (inMovable) s.findings[FINDING['range-in-movable']]!++;
  if (promised && s.belief[start] === PINNED_KERNEL) s.findings[FINDING['kernel-unprotected']]!++;
}

/** A range goes home, piece by piece. */
export function releaseRange(s: WorldState, handle: number): void {
  forgetRange(s, handle, (piece, order) => releaseFrames(s, PAGE_EVENT.free, piece, order));
}
