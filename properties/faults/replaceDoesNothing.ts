import { BLOCK_ONLINE } from '../../impl/memory/memory.ts';
import { NONE } from '../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ReplaceDoesNothing extends PageAllocator {
  override replace(block: number): number {
    const isDue = this.memory.blocks[block] === BLOCK_ONLINE && this.writtenIn(block) === NONE;
    return isDue ? DONE : super.replace(block);
  }
}

/** The new memory is there, and pages that the old one had lost stay lost. */
export const replaceDoesNothing: Fault = {
  name: 'replace-does-nothing',
  summary: 'the memory behind a block is exchanged, and its pages keep the marks of the old memory',
  invariant: 'INV-5',
  design: 'kernelcore',
  target: brokenTarget('replace-does-nothing', ReplaceDoesNothing),
};
