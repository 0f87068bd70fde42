import { HALF_UNMAPPED, ownerIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import type { Inspection } from '../../../spec/world/inspection.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class LeavesWrongQueue extends PageAllocator {
  /** What stayed in the queues of processes. */
  readonly #stale = new Set<number>();

  override moveAllocation(from: number, gfp: number, node?: number): number {
    const word = this.memory.pages[from]!; // Only what lives moves.
    const to = super.moveAllocation(from, gfp, node);
    if (to >= 0) this.#leaveDefault(from, word);
    return to;
  }

  override moveTo(from: number, to: number): void {
    const word = this.memory.pages[from]!;
    super.moveTo(from, to);
    this.#leaveDefault(from, word);
  }

  /** The owner of the old place is cleared by now, so it is sought in the queue of those who have none. */
  #leaveDefault(from: number, word: number): void {
    if (word & HALF_UNMAPPED && ownerIn(word) !== 0) this.#stale.add(from);
  }

  override inspect(into: Inspection): void {
    super.inspect(into);
    for (const pfn of this.#stale) into.queuedForSplit(pfn);
  }

  override ownState(): ArrayLike<number> {
    return [...this.#stale];
  }

  override reset(): void {
    super.reset();
    this.#stale.clear();
  }
}

/** Each process has a queue of what waits to be split. Which one it is, is asked of a page that does not know its owner any more. */
export const leavesWrongQueue: Fault = {
  name: 'leaves-wrong-queue',
  summary:
    'a partly unmapped block that moves is taken out of the wrong queue, and its old place still waits to be split',
  bug: {
    id: 'B58',
    area: 'huge',
    system: 'Linux, before 6.7',
    story:
      'With huge pages and automatic NUMA balancing the list of what waits to be split was destroyed. Each memory cgroup has such a list, and which one a page is on, and under which lock, is asked of the page. Migration had cleared the cgroup of the old page before it was freed, so it was taken off under the lock, and from the count, of the list for pages without one.',
    source: 'Linux 9bcef5973e31, "mm: memcg: fix split queue list crash when large folio migration"',
  },
  invariant: 'INV-174',
  design: 'kernelcore',
  target: brokenTarget('leaves-wrong-queue', LeavesWrongQueue),
};
