import { OWNERS } from '../../spec/operations/arguments.ts';
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

/** A process asks to be mirrored; once it is, it asks the mirror for all its memory, so few do. */
export function drawUpgrade(draft: Draft): boolean {
  const { random } = draft;
  const privileged = !random.onceIn(4);
  if (privileged && draft.upgradesLeft === 0) return false;
  if (privileged) draft.upgradesLeft--;
  const owner = random.onceIn(32) ? 0 : 1 + random.below(OWNERS - 1);
  write(draft, OPERATION.upgrade, owner, privileged ? 1 : 0);
  return true;
}
