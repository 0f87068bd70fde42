import { followInject } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';

/** Arms a failure point. */
export function inject(run: Booted, _: number, point: number, count: number): number {
  const answer = ask(run, OPERATION.inject, () => run.allocator.inject!(point, count)); // Asked only of targets that have it.
  followInject(run.oracle.state, point, count, answer, run.effects);
  return answer;
}
