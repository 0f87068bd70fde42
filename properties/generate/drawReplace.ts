import { OPERATION } from '../../spec/operations/operation.ts';
import { type Draft, write } from './draft.ts';

/** The memory behind a block is exchanged: mostly behind one with a bad page, now and then behind any, online or not. */
export function drawReplace(draft: Draft): boolean {
  const { blocks, random } = draft;
  if (blocks.count === 0) return false;
  const start = random.below(blocks.count);
  let block = start;
  for (let tries = 0; tries < blocks.count && !(blocks.isSuspect(block) && blocks.isOnline(block)); tries++)
    block = (block + 1) % blocks.count;
  write(draft, OPERATION.replace, random.onceIn(3) ? start : block);
  return true;
}
