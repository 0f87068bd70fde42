import { followReplace } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';

/** The memory behind a block is exchanged. */
export function replace(run: Booted, _: number, block: number): number {
  const answer = ask(run, OPERATION.replace, () => run.allocator.replace!(block)); // Asked only of targets that have it.
  followReplace(run.oracle.state, block, answer, run.effects);
  return answer;
}
