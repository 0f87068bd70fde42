import { followUnpoison } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';

/** Takes an injected error back. */
export function unpoison(run: Booted, _: number, pfn: number): number {
  const answer = ask(run, OPERATION.unpoison, () => run.allocator.unpoison!(pfn)); // Asked only of targets that have it.
  followUnpoison(run.oracle.state, pfn, answer, run.effects);
  return answer;
}
