import { followGetRef, followPutRef } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Executor } from './executors.ts';
import { SKIPPED } from './skipped.ts';

const MOST_REFERENCES = 1000;

/** Takes an extra reference on an allocation that its owner has. */
export const getRef: Executor = (run, _, of) => {
  const { oracle, allocator } = run;
  const pfn = oracle.where(of);
  if (pfn < 0 || oracle.referencesOf(of) >= MOST_REFERENCES) return SKIPPED;
  const answer = ask(run, OPERATION.getRef, () => allocator.getRef!(pfn, oracle.orderOf(of)));
  followGetRef(oracle.state, of, answer, run.effects);
  return answer;
};

/** Gives one reference back, if there is one, whether the owner still has the allocation or not. */
export const putRef: Executor = (run, _, of, cpu) => {
  const { oracle, allocator } = run;
  const pfn = oracle.placeOf(of);
  if (pfn < 0 || oracle.referencesOf(of) === 0) return SKIPPED;
  oracle.state.cpu = cpu;
  const answer = ask(run, OPERATION.putRef, () => allocator.putRef!(pfn, oracle.orderOf(of), cpu));
  followPutRef(oracle.state, of, answer, run.effects);
  return answer;
};
