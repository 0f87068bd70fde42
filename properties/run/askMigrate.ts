import { followMigrate } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Executor } from './executors.ts';
import { SKIPPED } from './skipped.ts';

/** Moves one allocation, whatever it is, from a node on. */
export const migrate: Executor = (run, _, of, node) => {
  const { oracle, allocator } = run;
  const pfn = oracle.where(of);
  if (pfn < 0) return SKIPPED;
  const answer = ask(run, OPERATION.migrate, () => allocator.migrate!(pfn, oracle.orderOf(of), node));
  followMigrate(oracle.state, oracle.book, of, node, answer, run.effects);
  return answer;
};
