import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';
import { SKIPPED } from './skipped.ts';

/** Takes a range of frames. */
export function contigAllocate(run: Booted, handle: number, pfn: number, pages: number): number {
  const answer = ask(run, OPERATION.contigAllocate, () => run.allocator.contigAllocate!(pfn, pages)); // Only what a target has is asked.
  run.oracle.contigAllocate(handle, pfn, pages, answer, run.effects);
  return answer;
}

/** Gives a range back, if it was not taken from an area. */
export function contigFree(run: Booted, _handle: number, of: number): number {
  const { rangeAt, rangePages, rangeArea } = run.oracle.state;
  const pfn = rangeAt[of] ?? -1;
  if (pfn < 0 || rangeArea[of]! >= 0) return SKIPPED;
  const answer = ask(run, OPERATION.contigFree, () => run.allocator.contigFree!(pfn, rangePages[of]!)); // As above.
  run.oracle.contigFree(of, answer, run.effects);
  return answer;
}

/** Has some frames of an area given out. */
export function cmaAllocate(run: Booted, handle: number, area: number, pages: number, align: number): number {
  const answer = ask(run, OPERATION.cmaAllocate, () => run.allocator.cmaAllocate!(area, pages, align)); // As above.
  run.oracle.cmaAllocate(handle, area, pages, align, answer, run.effects);
  return answer;
}

/** Gives a range back to its area; one that is no area's, or a plain allocation, must be refused. */
export function cmaRelease(run: Booted, _handle: number, of: number): number {
  const { oracle } = run;
  const { rangeAt, rangePages } = oracle.state;
  const isRange = (rangeAt[of] ?? -1) >= 0;
  const pfn = isRange ? rangeAt[of]! : oracle.where(of);
  if (pfn < 0) return SKIPPED;
  const pages = isRange ? rangePages[of]! : 1 << oracle.orderOf(of);
  const answer = ask(run, OPERATION.cmaRelease, () => run.allocator.cmaRelease!(pfn, pages)); // As above.
  oracle.cmaRelease(of, answer, run.effects);
  return answer;
}
