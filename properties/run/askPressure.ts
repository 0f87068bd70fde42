import { followKswapd, followSetWatermarks } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';
import { SKIPPED } from './skipped.ts';

/** Turns the knobs behind the marks; of no meaning to a target that keeps none. */
export function setWatermarks(run: Booted, _handle: number, pages: number, scale: number): number {
  if (!run.habits.keepsWatermarks) return SKIPPED;
  const answer = ask(run, OPERATION.setWatermarks, () => run.allocator.setWatermarks!(pages, scale)); // Asked only if there.
  followSetWatermarks(run.oracle.state, pages, scale, answer, run.effects);
  return answer;
}

/** One run of kswapd over a node. */
export function kswapd(run: Booted, _handle: number, node: number): number {
  if (!run.habits.keepsWatermarks) return SKIPPED;
  const answer = ask(run, OPERATION.kswapd, () => run.allocator.kswapd!(node)); // As above.
  followKswapd(run.oracle.state, node, answer, run.effects);
  return answer;
}
