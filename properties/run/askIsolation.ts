import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';

/** Has a pageblock withheld. */
export function isolate(run: Booted, _handle: number, pageblock: number): number {
  const answer = ask(run, OPERATION.isolate, () => run.allocator.isolate!(pageblock)); // Offered: only what a target has is asked.
  run.oracle.isolate(pageblock, answer, run.effects);
  return answer;
}

/** Gives a pageblock back into service. */
export function unisolate(run: Booted, _handle: number, pageblock: number): number {
  const answer = ask(run, OPERATION.unisolate, () => run.allocator.unisolate!(pageblock)); // As above.
  run.oracle.unisolate(pageblock, answer, run.effects);
  return answer;
}
