import { followBreakMirror, followExpandMirror, followUpgrade } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';

/** The mirror of a memory block breaks. */
export function breakMirror(run: Booted, _: number, block: number): number {
  const answer = ask(run, OPERATION.breakMirror, () => run.allocator.breakMirror!(block)); // Asked only of targets that have it.
  followBreakMirror(run.oracle.state, block, answer, run.effects);
  return answer;
}

/** The mirror grows by a memory block. */
export function expandMirror(run: Booted, _: number, block: number): number {
  const answer = ask(run, OPERATION.expandMirror, () => run.allocator.expandMirror!(block)); // As above.
  followExpandMirror(run.oracle.state, block, answer, run.effects);
  return answer;
}

/** A process asks to be mirrored with everything it maps. */
export function upgrade(run: Booted, _: number, owner: number, privilege: number): number {
  const answer = ask(run, OPERATION.upgrade, () => run.allocator.upgrade!(owner, privilege)); // As above.
  followUpgrade(run.oracle.state, run.oracle.book, owner, privilege, answer, run.effects);
  return answer;
}
