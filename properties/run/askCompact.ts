import { followCompact } from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { ask } from './ask.ts';
import type { Booted } from './booted.ts';

/** Moves pages of a zone together. */
export function compact(run: Booted, _handle: number, node: number, zone: number, order: number): number {
  const { state, book } = run.oracle;
  const answer = ask(run, OPERATION.compact, () => run.allocator.compact!(node, zone, order)); // Asked only if there.
  followCompact(state, book, node, zone, order, answer, run.effects);
  return answer;
}
