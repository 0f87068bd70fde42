import { ordersOf } from '../../../impl/buddy/freeLists.ts';
import { NONE, zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { MIGRATETYPES } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class SummaryMissesMerge extends PageAllocator {
  /** By zone: the largest order that is said to be free. */
  readonly #largest = new Int8Array(this.memory.zoneCount).fill(this.memory.maxOrder);

  override takeBlock(zone: number, type: number, order: number): number {
    const pfn = order > this.#largest[zone]! ? NONE : super.takeBlock(zone, type, order); // Zones have an entry each.
    this.#largest[zone] = Math.min(this.#largest[zone]!, this.#largestIn(zone));
    return pfn;
  }

  override putFree(pfn: number, order: number): void {
    super.putFree(pfn, order);
    if (!(#largest in this)) return; // The constructor boots.
    const zone = zoneIn(this.memory.pages[pfn]!);
    // The larger of two halves; right is one more where both are whole.
    this.#largest[zone] = Math.max(this.#largest[zone]!, order);
  }

  #largestIn(zone: number): number {
    let orders = 0;
    for (let type = 0; type < MIGRATETYPES; type++) orders |= ordersOf(this.memory, zone, type);
    return 31 - Math.clz32(orders);
  }

  override ownState(): ArrayLike<number> {
    return this.#largest;
  }

  override reset(): void {
    super.reset();
    this.#largest.fill(this.memory.maxOrder);
  }
}

/** A summary that takes the larger of two halves, and never notices that both together are more. */
export const summaryMissesMerge: Fault = {
  name: 'summary-misses-merge',
  summary: 'a zone does not know of the large blocks that frees have merged, and refuses requests for them',
  bug: {
    id: 'B54',
    area: 'orders',
    system: 'Managarm, until 2022',
    story:
      'Requests for many frames failed for ever once all memory had been handed out and given back frame by frame. The allocator keeps a tree of the largest free order below each node; an inner node took the larger of its two halves, and where both were wholly free forgot to say one more.',
    source:
      'Managarm 2a652d1b65cff9fd209a7f1351bfe591b82592f5, "update the buddy order of superior pages correctly"',
  },
  invariant: 'INV-3',
  // A request that finds something elsewhere is served by the wrong zone, or drains private lists for what is there.
  also: ['INV-4', 'INV-125'],
  design: 'kernelcore',
  target: brokenTarget('summary-misses-merge', SummaryMissesMerge),
};
