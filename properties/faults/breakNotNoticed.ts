import { BLOCK_ONLINE } from '../../impl/memory/memory.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { DONE, NOT_ONLINE } from '../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from './fault.ts';

class BreakNotNoticed extends PageAllocator {
  override breakMirror(block: number): number {
    return this.memory.blocks[block] === BLOCK_ONLINE ? DONE : NOT_ONLINE;
  }
}

/** What Linux does: the attribute of memory is read once, at boot. */
export const breakNotNoticed: Fault = {
  name: 'break-not-noticed',
  summary: 'a mirror that breaks is believed to be whole',
  invariant: 'INV-161',
  // Where the frame itself has lost its copy, the promise is broken at once.
  also: 'INV-2',
  design: 'nonmirror',
  target: brokenTarget('break-not-noticed', BreakNotNoticed),
};
