import { PINNED, recordOf } from '../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class MoveIgnoresReferences extends PageAllocator {
  override whatKeeps(pfn: number, order: number): number {
    const { pages } = this.memory;
    const word = pages[recordOf(pfn)]!; // The caller names an allocation.
    pages[recordOf(pfn)] = word & ~PINNED;
    const keeps = super.whatKeeps(pfn, order);
    pages[recordOf(pfn)] = word;
    return keeps;
  }
}

/** The freeze of the reference count left out: a reader without a lock goes on in the old frame. */
export const moveIgnoresReferences: Fault = {
  name: 'move-ignores-references',
  summary: 'an allocation moves although somebody holds it by a pin or an extra reference',
  invariant: 'INV-168',
  design: 'kernelcore',
  target: brokenTarget('move-ignores-references', MoveIgnoresReferences),
};
