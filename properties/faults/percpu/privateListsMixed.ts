import { NONE } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { appendTaken, cacheListOf, queueOf, takeCached } from '../../../impl/percpu/perCpu.ts';
import { RECLAIMABLE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class PrivateListsMixed extends PageAllocator {
  override refill(cpu: number, zone: number, type: number, order: number): void {
    const { memory } = this;
    const queue = queueOf(memory, cpu, zone);
    for (let other = 0; other <= RECLAIMABLE; other++) {
      const pfn = takeCached(memory, queue, order, other);
      if (pfn !== NONE) return appendTaken(memory, queue, cacheListOf(queue, order, type), pfn, order);
    }
    super.refill(cpu, zone, type, order);
  }
}

/** One list for all: where a page lies tells nobody who may have it. */
export const privateListsMixed: Fault = {
  name: 'private-lists-mixed',
  summary: 'a request takes what its CPU has on a private list, for whichever mobility that was freed',
  bug: {
    id: 'B15',
    area: 'percpu',
    system: 'Linux 2.6.24; fixed by 0ae75348f2bf in a mirror of the tree',
    story:
      'Pages of the kernel slowly spread over pageblocks that were meant for movable memory, and large blocks became rare. A page freed from such a pageblock went to the one private list that each CPU had, and from there to the next request on that CPU, which could be one of the kernel.',
    source: '0ae75348f2bf, "Choose pages from the per-cpu list based on migration type"',
  },
  invariant: 'INV-118',
  // CMA pages wait on private lists too.
  also: 'INV-139',
  design: 'kernelcore',
  target: brokenTarget('private-lists-mixed', PrivateListsMixed),
};
