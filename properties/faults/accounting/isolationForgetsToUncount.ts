import { countFree } from '../../../impl/buddy/freeLists.ts';
import { headOf, isFree, NONE, orderIn, zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class IsolationForgetsToUncount extends PageAllocator {
  override withhold(pageblock: number): void {
    const { memory } = this;
    const { pages, types, maxOrder, pageblockOrder } = memory;
    const head = headOf(pages, pageblock << pageblockOrder, maxOrder);
    const word = head === NONE ? 0 : pages[head]!; // A head has a record.
    const type = types[pageblock]!; // Pageblocks of memory.
    super.withhold(pageblock);
    if (isFree(word) && orderIn(word) > pageblockOrder)
      countFree(memory, zoneIn(word), type, 1 << orderIn(word));
  }
}

/** Its parts are counted when they are freed, and the whole was never counted off. */
export const isolationForgetsToUncount: Fault = {
  name: 'isolation-forgets-to-uncount',
  summary: 'a free block that reaches beyond an isolated pageblock is cut, and its pages are counted twice',
  bug: {
    id: 'B28',
    area: 'accounting',
    system: 'Linux 5.19-rc; 86d28b0709279ccc636ef9ba267b7f3bcef79a4b',
    story:
      'With every contiguous allocation the machine counted more free pages than it had. A free block across the border of the wanted range was ' +
      'taken off its list without being counted off, and then its two parts were freed, and counted, in the ordinary way.',
    source:
      'commit "mm: split free page with properly free memory accounting and without race"; <20220526231531.2404977-2-zi.yan@sent.com>',
  },
  invariant: 'INV-111',
  // The round trip at the end of a run isolates an empty block too, and names the rule of round trips.
  also: 'INV-182',
  design: 'kernelcore',
  target: brokenTarget('isolation-forgets-to-uncount', IsolationForgetsToUncount),
};
