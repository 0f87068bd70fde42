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
