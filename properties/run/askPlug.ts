import { followAdd, followRemove } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';

/** Plugs a memory block in. */
export function add(run: Booted, _: number, block: number): number {
  const answer = ask(run, OPERATION.add, () => run.allocator.add!(block)); // Asked only of targets that have it.
  followAdd(run.oracle.state, block, answer, run.effects);
  return answer;
}

/** Pulls a memory block out. */
export function remove(run: Booted, _: number, block: number): number {
  const answer = ask(run, OPERATION.remove, () => run.allocator.remove!(block)); // As above.
  followRemove(run.oracle.state, block, answer, run.effects);
  return answer;
}
