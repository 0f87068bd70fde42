import { followCollapse, followSplit, followUnmapPart } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Executor } from './executors.ts';
import { SKIPPED } from './skipped.ts';

/** Unmaps the upper half of an allocation. */
export const unmapPart: Executor = (run, _, of) => {
  const { oracle, allocator } = run;
  const pfn = oracle.where(of);
  if (pfn < 0) return SKIPPED;
  const answer = ask(run, OPERATION.unmapPart, () => allocator.unmapPart!(pfn, oracle.orderOf(of)));
  followUnmapPart(oracle.state, of, answer, run.effects);
  return answer;
};

/** Splits an allocation; the upper half is named by this operation. */
export const split: Executor = (run, handle, of) => {
  const { oracle, allocator } = run;
  const pfn = oracle.where(of);
  if (pfn < 0) return SKIPPED;
  const answer = ask(run, OPERATION.split, () => allocator.split!(pfn, oracle.orderOf(of)));
  followSplit(oracle.state, of, handle, answer, run.effects);
  return answer;
};

/** Makes one allocation of two; the second is no more afterwards. */
export const collapse: Executor = (run, _, of, other) => {
  const { oracle, allocator } = run;
  const pfn = oracle.where(of);
  const second = oracle.where(other);
  if (pfn < 0 || second < 0 || pfn === second || oracle.orderOf(of) !== oracle.orderOf(other)) return SKIPPED;
  const answer = ask(run, OPERATION.collapse, () => allocator.collapse!(pfn, second, oracle.orderOf(of)));
  followCollapse(oracle.state, oracle.book, of, other, answer, run.effects);
  return answer;
};
