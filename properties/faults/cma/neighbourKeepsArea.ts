import { headOf, isPinned, isUsed, NONE } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class NeighbourKeepsArea extends PageAllocator {
  override obstacleInRange(start: number, end: number, cma: boolean): number {
    const obstacle = super.obstacleInRange(start, end, cma);
    if (obstacle !== NONE || !cma) return obstacle;
    const { pages, pageblockOrder, maxOrder } = this.memory;
    const size = 1 << pageblockOrder;
    for (let pfn = start & -size; pfn < ((end + size - 1) & -size); pfn++) {
      const head = headOf(pages, pfn, maxOrder);
      const word = head === NONE ? 0 : pages[head]!;
      if (isUsed(word) && isPinned(word)) return pfn;
    }
    return NONE;
  }
}

/** The question of who empties a pageblock, asked by who wants a part of it. */
export const neighbourKeepsArea: Fault = {
  name: 'neighbour-keeps-area',
  summary: 'no range is given out of a CMA pageblock in which another device has one already',
  bug: {
    id: 'B11',
    area: 'cma',
    system: 'Linux 4.15; 4da2ce250f98',
    story:
      'Contiguous requests began to fail when a fix for hotplug made the test for unmovable pages stricter. Hot-removal has to refuse a pageblock with any such page in it. CMA takes some frames of a pageblock, and what a device holds beside them is not in its way; but both asked the same function.',
    source: '4da2ce250f98, "mm: distinguish CMA and MOVABLE isolation in has_unmovable_pages()"',
  },
  invariant: 'INV-3',
  design: 'kernelcore',
  target: brokenTarget('neighbour-keeps-area', NeighbourKeepsArea),
};
