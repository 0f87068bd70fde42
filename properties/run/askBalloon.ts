import { followDeflate, followInflate } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Executor } from './executors.ts';
import { SKIPPED } from './skipped.ts';

/** Lends a page; it is named by this operation. */
export const inflate: Executor = (run, handle, node, cpu) => {
  const { oracle, allocator } = run;
  const answer = ask(run, OPERATION.inflate, () => allocator.inflate!(node, cpu));
  followInflate(oracle.state, oracle.book, handle, node, cpu, answer, run.effects);
  return answer;
};

/** Takes a lent page back. */
export const deflate: Executor = (run, _, of) => {
  const { oracle, allocator } = run;
  if (!oracle.isLent(of)) return SKIPPED;
  const answer = ask(run, OPERATION.deflate, () => allocator.deflate!(oracle.placeOf(of)));
  followDeflate(oracle.state, of, answer, run.effects);
  return answer;
};
