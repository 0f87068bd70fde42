import { ordersOf } from '../../impl/buddy/freeLists.ts';
import { NONE } from '../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import { MIGRATETYPES } from '../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from './fault.ts';

class BorrowsBeforeClaiming extends PageAllocator {
  override claimBlock(zone: number, type: number, order: number): number {
    const { memory } = this;
    for (let lender = 0; lender < MIGRATETYPES; lender++)
      if (ordersOf(memory, zone, lender) >>> memory.pageblockOrder !== 0)
        return super.claimBlock(zone, type, order);
    return NONE;
  }
}

/** Only whole pageblocks are claimed: each pageblock that could have been cleaned up stays mixed. */
export const borrowsBeforeClaiming: Fault = {
  name: 'borrows-before-claiming',
  summary: 'a request borrows single pages from a pageblock that is half free and should have been claimed',
  invariant: 'INV-141',
  design: 'kernelcore',
  target: brokenTarget('borrows-before-claiming', BorrowsBeforeClaiming),
};
