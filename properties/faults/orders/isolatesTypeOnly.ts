import { headOf, isFree, NONE, orderIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { ISOLATE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class IsolatesTypeOnly extends PageAllocator {
  #isAlone = false;

  /** One pageblock by itself; where its neighbours are isolated too, no block reaches beyond. */
  override isolate(pageblock: number): number {
    this.#isAlone = true;
    const answer = super.isolate(pageblock);
    this.#isAlone = false;
    return answer;
  }

  override withhold(pageblock: number): void {
    if (!this.#isAlone || this.#canBeMoved(pageblock)) super.withhold(pageblock);
    else this.memory.types[pageblock] = ISOLATE;
  }

  /** Free pages are moved from list to list block by block, so a block must not reach beyond the pageblock. */
  #canBeMoved(pageblock: number): boolean {
    const { pages, maxOrder, pageblockOrder } = this.memory;
    const head = headOf(pages, pageblock << pageblockOrder, maxOrder);
    const word = head === NONE ? 0 : pages[head]!;
    return !isFree(word) || orderIn(word) <= pageblockOrder;
  }
}

/**
 * The answer of the step that moves the free pages not looked at when the type is set. What cannot be moved here is a free block that
 * reaches beyond the pageblock; a pageblock that lies in two zones is refused before it comes to that.
 */
export const isolatesTypeOnly: Fault = {
  name: 'isolates-type-only',
  summary:
    'a pageblock counts as isolated although its free pages could not be moved off the lists that serve requests',
  bug: {
    id: 'B51',
    area: 'orders',
    system: 'Linux, before 6.10 (upstream commit not confirmed)',
    story:
      'To change the type of a pageblock its free pages are moved to other lists. A pageblock that belonged to two zones was refused by that step, but its caller set the type all the same: free pages stayed on lists of the old type, and pages of a pageblock that was said to be isolated were still handed out.',
    source: 'discussion of "mm: page_alloc: fix freelist movement during block conversion", September 2023',
  },
  invariant: 'INV-109',
  // Once its neighbours are isolated too, the whole block is on the wrong list.
  also: 'INV-108',
  design: 'kernelcore',
  target: brokenTarget('isolates-type-only', IsolatesTypeOnly),
};
