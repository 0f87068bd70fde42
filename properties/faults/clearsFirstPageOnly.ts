import { PageAllocator } from '../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from './fault.ts';

class ClearsFirstPageOnly extends PageAllocator {
  override clear(pfn: number): void {
    super.clear(pfn, 0);
  }
}

/** A large block cleared as if it were a page: the rest shows what its last owner left. */
export const clearsFirstPageOnly: Fault = {
  name: 'clears-first-page-only',
  summary: 'of a block that must be granted cleared only the first page is cleared',
  invariant: 'INV-120',
  design: 'kernelcore',
  target: brokenTarget('clears-first-page-only', ClearsFirstPageOnly),
};
