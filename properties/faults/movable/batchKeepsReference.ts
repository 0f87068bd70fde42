import { claimIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { holds, USER_CLAIMS } from '../../../impl/requests/claims.ts';
import { BUSY, DONE } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

/** Pages that wait on one CPU for a common way to the lists of reclaim. Linux has 15; machines here are smaller. */
const BATCH_PAGES = 3;

class BatchKeepsReference extends PageAllocator {
  /** By CPU: the single user pages that it was given last. */
  readonly #batches: number[][] = Array.from({ length: this.memory.cpuCount }, () => []);

  override allocate(order: number, asked: number, node: number, cpu: number, owner = 0): number {
    const pfn = super.allocate(order, asked, node, cpu, owner);
    if (pfn < 0 || order > 0) return pfn;
    if (!holds(USER_CLAIMS, claimIn(this.memory.pages[pfn]!))) return pfn;
    const batch = this.#batches[cpu]!; // A request is served on a CPU that there is.
    if (batch.push(pfn) > BATCH_PAGES) batch.length = 0;
    return pfn;
  }

  override free(pfn: number, order: number, cpu: number): number {
    const answer = super.free(pfn, order, cpu);
    if (answer === DONE) for (const batch of this.#batches) remove(batch, pfn);
    return answer;
  }

  override moveToPin(pfn: number, order: number): number {
    if (!this.#batches.some((batch) => batch.includes(pfn))) return super.moveToPin(pfn, order);
    this.memory.effects.culprit(pfn);
    return BUSY;
  }

  override ownState(): ArrayLike<number> {
    return this.#batches.flatMap((batch) => [batch.length, ...batch]);
  }

  override reset(): void {
    for (const batch of this.#batches) batch.length = 0;
    super.reset();
  }
}

function remove(batch: number[], pfn: number): void {
  const place = batch.indexOf(pfn);
  if (place >= 0) batch.splice(place, 1);
}

/** A reference that only a cache of the kernel holds, and nobody empties the cache. */
export const batchKeepsReference: Fault = {
  name: 'batch-keeps-reference',
  summary: 'a page that waits in a batch of its CPU cannot be moved to be pinned, though nobody uses it',
  bug: {
    id: 'B02',
    area: 'movable',
    system: 'Linux 6.x; commit of the fix not confirmed',
    story:
      'Virtual machines on a host with much CMA memory did not start: pinning their memory failed, since some idle page would not move. It waited in a batch of its CPU to be put on the lists of reclaim, and the batch held a reference. The mark of those lists was on it already, so that nobody thought of emptying the batches first.',
    source: 'patch by yangge, linux-kernel, July 2024',
  },
  invariant: 'INV-3',
  design: 'kernelcore',
  target: brokenTarget('batch-keeps-reference', BatchKeepsReference),
};
