import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';

/** Begins to take a memory block out in steps: one that would agree, or now and then any. */
export function drawBeginOffline(draft: Draft): boolean {
  const { blocks, random } = draft;
  if (blocks.count === 0 || !draft.canRollBack) return false;
  const start = random.below(blocks.count);
  let block = start;
  for (let tries = 0; tries < blocks.count && !blocks.mayLeave(block); tries++)
    block = (block + 1) % blocks.count;
  write(draft, OPERATION.beginOffline, random.onceIn(6) ? start : block);
  draft.stepsLeft = 4 + random.below(24);
  return true;
}

/** One step of it, while it is believed to be under way. */
export function drawStep(draft: Draft): boolean {
  if (draft.stepsLeft === 0 || !draft.canRollBack) return false;
  draft.stepsLeft--;
  write(draft, OPERATION.step, 0);
  return true;
}

/** Tries to take the block out, and takes the try back half of the time, in case it failed. */
export function drawCommit(draft: Draft): boolean {
  if (draft.stepsLeft === 0 || draft.random.onceIn(2)) return false;
  write(draft, OPERATION.commit, 0);
  return true;
}

/** Takes everything back; now and then where nothing was begun. */
export function drawRollback(draft: Draft): boolean {
  if (draft.stepsLeft > 0 ? !draft.random.onceIn(4) : !draft.random.onceIn(24)) return false;
  draft.stepsLeft = 0;
  write(draft, OPERATION.rollback, 0);
  return true;
}
