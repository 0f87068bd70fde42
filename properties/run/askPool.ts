import { followPoolEmpty, followPoolGet, followPoolPut } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { ask } from './ask.ts';
import type { Executor } from './executors.ts';
import { SKIPPED } from './skipped.ts';

const KERNEL = CLAIMS.indexOf('kernel');

/** Gets an element of the pool. */
export const poolGet: Executor = (run, handle, cpu) => {
  const { oracle, allocator } = run;
  oracle.state.cpu = cpu;
  const answer = ask(run, OPERATION.poolGet, () => allocator.poolGet!(cpu));
  followPoolGet(oracle.state, oracle.book, handle, answer, run.effects);
  return answer;
};

/** Gives a single kernel page, of which nobody else has a reference, to the pool. */
export const poolPut: Executor = (run, _, of, cpu) => {
  const { oracle, allocator } = run;
  const pfn = oracle.where(of);
  if (pfn < 0 || oracle.orderOf(of) !== 0 || oracle.state.claim[of] !== KERNEL) return SKIPPED;
  if (oracle.referencesOf(of) > 0) return SKIPPED;
  oracle.state.cpu = cpu;
  const answer = ask(run, OPERATION.poolPut, () => allocator.poolPut!(pfn, cpu));
  followPoolPut(oracle.state, of, answer, run.effects);
  return answer;
};

/** Frees what the pool keeps. */
export const poolEmpty: Executor = (run) => {
  const answer = ask(run, OPERATION.poolEmpty, () => run.allocator.poolEmpty!());
  followPoolEmpty(run.oracle.state, answer, run.effects);
  return answer;
};
