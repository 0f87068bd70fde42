import { NONE } from '../../../impl/memory/pageWord.ts';
import { poisonedPageOf } from '../../../impl/operations/hold.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { LARGEST_CACHED_ORDER } from '../../../impl/percpu/queueRecord.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class LateFreeStaysPrivate extends PageAllocator {
  override giveBack(pfn: number, order: number, cpu: number): void {
    const { memory } = this;
    const isLeaving = memory.task[0] === Math.trunc(pfn / memory.blockPages);
    const isSound = poisonedPageOf(memory, pfn, order) === NONE;
    // The free made up its mind before the block was isolated.
    if (isLeaving && isSound && order <= LARGEST_CACHED_ORDER) this.keep(pfn, order, cpu);
    else super.giveBack(pfn, order, cpu);
  }
}

/** Drained once, at the beginning, as if nothing could come after that. */
export const lateFreeStaysPrivate: Fault = {
  name: 'late-free-stays-private',
  summary:
    'a page of a memory block that is on its way out is kept on a private list, which nobody drains again',
  bug: {
    id: 'B20',
    area: 'percpu',
    system: 'Linux 5.8; fixed by 968318261221',
    story:
      'Taking memory offline never ended, until somebody killed it. A free that had decided to keep its page on a private list did so just after these had been drained for the isolation. The loop that waited for the last page to become free drained them never again, and so waited for ever.',
    source: '968318261221, "mm/memory_hotplug: drain per-cpu pages again during memory offline"',
  },
  invariant: 'INV-118',
  design: 'kernelcore',
  target: brokenTarget('late-free-stays-private', LateFreeStaysPrivate),
};
