import { BLOCK_ABSENT, BLOCK_ONLINE } from '../../impl/memory/memory.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { DONE } from '../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from './fault.ts';

class RemoveOfOnlineBlock extends PageAllocator {
  override remove(block: number): number {
    if (this.memory.blocks[block] !== BLOCK_ONLINE) return super.remove(block);
    this.memory.blocks[block] = BLOCK_ABSENT;
    return DONE;
  }
}

/** Surprise removal: the state of the block is not looked at. */
export const removeOfOnlineBlock: Fault = {
  name: 'remove-of-online-block',
  summary: 'a memory block is pulled out while it is in service',
  invariant: 'INV-191',
  design: 'kernelcore',
  target: brokenTarget('remove-of-online-block', RemoveOfOnlineBlock),
};
