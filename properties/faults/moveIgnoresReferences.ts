import { claimIn, isPinned } from '../../impl/memory/pageWord.ts';
import { offlineGfp } from '../../impl/operations/migrate.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { holds, MOVABLE_CLAIMS } from '../../impl/requests/claims.ts';
import { brokenTarget, type Fault } from './fault.ts';

class MoveIgnoresReferences extends PageAllocator {
  override migrate(pfn: number, order: number, node: number): number {
    const word = this.memory.pages[pfn]!; // The caller names an allocation.
    if (!isPinned(word) || !holds(MOVABLE_CLAIMS, claimIn(word))) return super.migrate(pfn, order, node);
    const place = this.moveAllocation(pfn, offlineGfp(word), node);
    return place < 0 ? super.migrate(pfn, order, node) : place;
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
