import { NONE } from '../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ReplacesPinned extends PageAllocator {
  override writtenIn(): number {
    return NONE;
  }
}

/** DMA is not tracked: what a device writes during the copy is lost. */
export const replacesPinned: Fault = {
  name: 'replaces-pinned',
  summary: 'the memory behind a block is exchanged while a device may write it',
  invariant: 'INV-5',
  design: 'kernelcore',
  target: brokenTarget('replaces-pinned', ReplacesPinned),
};
