import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { putBackPages } from '../../../impl/percpu/drain.ts';
import { countOf, queueOf } from '../../../impl/percpu/perCpu.ts';
import { brokenTarget, type Fault } from '../fault.ts';

/** The count of a list is written. */
const SETTLED = -1;

class DrainMissesRefill extends PageAllocator {
  /** By CPU and zone: what the count was when the refill under way began. */
  readonly #counts = new Int32Array(this.memory.cpuCount * this.memory.zoneCount).fill(SETTLED);

  override refill(cpu: number, zone: number, type: number, order: number): void {
    this.#counts[this.#placeOf(cpu, zone)] = this.#count(cpu, zone);
    super.refill(cpu, zone, type, order);
  }

  override drainCpu(cpu: number): void {
    const { memory } = this;
    for (let zone = 0; zone < memory.zoneCount; zone++) {
      const sampled = this.#counts[this.#placeOf(cpu, zone)]!;
      const cached = sampled === SETTLED ? this.#count(cpu, zone) : sampled;
      if (cached > 0) putBackPages(this, queueOf(memory, cpu, zone), 0, cached);
    }
  }

  /** A refill is over when its CPU does something else. */
  override allocate(order: number, asked: number, node: number, cpu: number, owner = 0): number {
    this.#settle(cpu);
    return super.allocate(order, asked, node, cpu, owner);
  }

  override free(pfn: number, order: number, cpu: number): number {
    this.#settle(cpu);
    return super.free(pfn, order, cpu);
  }

  override ownState(): ArrayLike<number> {
    return this.#counts;
  }

  override reset(): void {
    this.#counts.fill(SETTLED);
    super.reset();
  }

  #settle(cpu: number): void {
    const { zoneCount } = this.memory;
    this.#counts.fill(SETTLED, cpu * zoneCount, (cpu + 1) * zoneCount);
  }

  #placeOf(cpu: number, zone: number): number {
    return cpu * this.memory.zoneCount + zone;
  }

  #count(cpu: number, zone: number): number {
    return this.memory.caches[countOf(queueOf(this.memory, cpu, zone))]!; // CPUs and zones of the machine.
  }
}

/** A look without the lock, at a number that its owner is about to write. */
export const drainMissesRefill: Fault = {
  name: 'drain-misses-refill',
  summary: 'a drain goes by the count that a private list had before the refill under way',
  bug: {
    id: 'B17',
    area: 'percpu',
    system: 'Linux 6.x; fixed by 66eca1021a42',
    story:
      'Taking memory offline got stuck in one run out of twenty: pages were left on private lists that had been drained and closed. A refill puts pages on the list first and writes their number at its end. The drain of another CPU read that number without the lock, saw nothing, and passed the list by.',
    source:
      '66eca1021a42, "mm/page_alloc: fix pcp->count race between drain_pages_zone() vs __rmqueue_pcplist()"',
  },
  invariant: 'INV-119',
  // A request that drains because memory is short is refused what was missed.
  also: 'INV-3',
  // On smaller machines a refill brings one block, which its request takes.
  layouts: ['small'],
  design: 'kernelcore',
  target: brokenTarget('drain-misses-refill', DrainMissesRefill),
};
