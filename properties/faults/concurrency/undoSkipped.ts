import { NONE } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { FREE_PAGES } from '../../../impl/zones/zoneRecord.ts';
import { fieldOf } from '../../../impl/zones/zones.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class UndoSkipped extends PageAllocator {
  override takeBlock(zone: number, type: number, order: number): number {
    const { zones } = this.memory;
    const free = fieldOf(zone, FREE_PAGES);
    const pfn = super.takeBlock(zone, type, order);
    // Counted off before the search, in the hope that it finds something. Only where nothing at all is left is that undone.
    if (pfn === NONE && zones[free]! > 0) zones[free]! -= 1 << order;
    return pfn;
  }
}

/** An optimistic count that one of two ways to fail does not take back. */
export const undoSkipped: Fault = {
  name: 'undo-skipped',
  summary: 'a search that finds no block in a zone which has free pages leaves them counted as taken',
  bug: {
    id: 'B59',
    area: 'concurrency',
    system: 'LLFree (C), until 2024',
    story:
      'The counts of free frames drifted from what was free. A core first takes what it wants off the counter of its tree and then looks for it; when the search answered that it should be tried again elsewhere, and not that memory was out, the count was not put back.',
    source: 'LLFree f8dee81c0caf07c19d3d9fc87fb7151978e63c01, "Fix broken reserved_inc check"',
  },
  invariant: 'INV-111',
  design: 'kernelcore',
  target: brokenTarget('undo-skipped', UndoSkipped),
};
