import {
  followBeginOffline,
  followCommit,
  followRollbackTask,
  followStep,
} from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';

/** Begins to take a memory block out in steps. */
export function beginOffline(run: Booted, _: number, block: number): number {
  const { state, book } = run.oracle;
  const answer = ask(run, OPERATION.beginOffline, () => run.allocator.beginOffline!(block)); // Asked only of targets that have it.
  followBeginOffline(state, book, block, answer, run.effects);
  return answer;
}

/** Moves one allocation out of it. */
export function step(run: Booted): number {
  const answer = ask(run, OPERATION.step, () => run.allocator.step!()); // As above, here and below.
  followStep(run.oracle.state, run.oracle.book, answer, run.effects);
  return answer;
}

/** Takes it out. */
export function commit(run: Booted): number {
  const answer = ask(run, OPERATION.commit, () => run.allocator.commit!());
  followCommit(run.oracle.state, answer, run.effects);
  return answer;
}

/** Puts it back. */
export function rollback(run: Booted): number {
  const answer = ask(run, OPERATION.rollback, () => run.allocator.rollback!());
  followRollbackTask(run.oracle.state, answer, run.effects);
  return answer;
}
