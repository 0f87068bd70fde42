import { PageAllocator } from '../../impl/pageAllocator.ts';
import { COMPACT_SUCCESS } from '../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from './fault.ts';

class CompactionClaimsBlock extends PageAllocator {
  override scanZone(zone: number, order: number, type: number): number {
    super.scanZone(zone, order, type);
    return COMPACT_SUCCESS;
  }
}

/** The result of compaction is taken for its success. */
export const compactionClaimsBlock: Fault = {
  name: 'compaction-claims-block',
  summary: 'compaction says that there is a block whenever it has run',
  invariant: 'INV-4',
  also: 'INV-177',
  deep: true,
  design: 'kernelcore',
  target: brokenTarget('compaction-claims-block', CompactionClaimsBlock),
};
