import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';

/**
 * The mirror of a memory block breaks: for the rest of the scenario its zone keeps no promise, so not in every scenario, and
 * in none more than twice.
 */
export function drawBreakMirror(draft: Draft): boolean {
  const { blocks, random } = draft;
  if (draft.breaksLeft === 0 || blocks.count === 0) return false;
  draft.breaksLeft--;
  write(draft, OPERATION.breakMirror, random.below(blocks.count));
  return true;
}

/** The mirror grows by a memory block, or is asked to. */
export function drawExpandMirror(draft: Draft): boolean {
  const { blocks, random } = draft;
  if (blocks.count === 0) return false;
  write(draft, OPERATION.expandMirror, random.below(blocks.count));
  return true;
}
