import { PageAllocator } from '../../impl/pageAllocator.ts';
import { MOVABLE } from '../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from './fault.ts';

class RollbackForgetsType extends PageAllocator {
  override rollBack(block: number): void {
    const { storedTypes, blockPages, pageblockOrder } = this.memory;
    storedTypes.fill(
      MOVABLE,
      (block * blockPages) >> pageblockOrder,
      ((block + 1) * blockPages) >> pageblockOrder,
    );
    super.rollBack(block);
  }
}

/** What Linux did until the isolation became a bit of its own: every pageblock comes back as MOVABLE. */
export const rollbackForgetsType: Fault = {
  name: 'rollback-forgets-type',
  summary: 'pageblocks that come back from a failed offlining are movable, whatever they were',
  invariant: 'INV-183',
  // A block on the wrong list may be served before anybody looks at the report.
  also: 'INV-108',
  design: 'kernelcore',
  target: brokenTarget('rollback-forgets-type', RollbackForgetsType),
};
