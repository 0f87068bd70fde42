import { followSetRetries } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';

/** Says how many rounds requests make from now on. */
export function askSetRetries(run: Booted, _handle: number, retries: number): number {
  const answer = ask(run, OPERATION.setRetries, () => run.allocator.setRetries!(retries)); // Asked only if there.
  followSetRetries(run.oracle.state, retries, answer, run.effects);
  return answer;
}
