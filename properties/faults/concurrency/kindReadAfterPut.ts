import { isAllocation } from '../../../impl/operations/hold.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { DONE } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

/** A free that was interrupted between its put and its look at the kind of the block. */
interface Interrupted {
  readonly pfn: number;
  readonly order: number;
  readonly cpu: number;
}

class KindReadAfterPut extends PageAllocator {
  #interrupted: Interrupted | null = null;

  override dropOwner(pfn: number, order: number, cpu: number): number {
    const answer = super.dropOwner(pfn, order, cpu);
    if (answer === DONE) this.#interrupted = { pfn, order, cpu };
    return answer;
  }

  override allocate(order: number, gfp: number, node: number, cpu: number, owner?: number): number {
    return this.#beside(cpu, () => super.allocate(order, gfp, node, cpu, owner));
  }

  override free(pfn: number, order: number, cpu: number): number {
    return this.#beside(cpu, () => super.free(pfn, order, cpu));
  }

  override putRef(pfn: number, order: number, cpu: number): number {
    return this.#beside(cpu, () => super.putRef(pfn, order, cpu));
  }

  /** What was interrupted goes on behind an operation of another CPU, and before one of its own. */
  #beside(cpu: number, operate: () => number): number {
    const interrupted = this.#interrupted;
    this.#interrupted = null;
    if (interrupted?.cpu === cpu) this.#goOn(interrupted);
    const answer = operate();
    if (interrupted !== null && interrupted.cpu !== cpu) this.#goOn(interrupted);
    return answer;
  }

  /** It was not the last to put, so of a block that is no compound page it frees what is behind the first page. */
  #goOn({ pfn, order }: Interrupted): void {
    if (isAllocation(this.memory, pfn, order)) return;
    for (let half = order - 1; half >= 0; half--) this.putFree(pfn + (1 << half), half);
  }

  override reset(): void {
    super.reset();
    this.#interrupted = null;
  }
}

/**
 * The kind of a block read when it may be somebody else's already. The race is made of operations: a free rests between its two steps while another
 * CPU is asked for something, which may be to put the last reference.
 */
export const kindReadAfterPut: Fault = {
  name: 'kind-read-after-put',
  summary:
    'a free that did not put the last reference frees the rest of a block that another CPU has freed meanwhile',
  bug: {
    id: 'B60',
    area: 'concurrency',
    system: 'Linux 5.10 to 6.2, CVE-2023-52739 (commit of the fix not confirmed)',
    story:
      'Kernels reported bad pages, and free lists were destroyed. A free drops its reference; if that was not the last one, it frees the pages behind the first by itself, unless they are a compound page, which the last put frees as a whole. What kind it is was read after the reference was dropped, when another CPU could have freed the whole block.',
    source: 'CVE-2023-52739, a fix of e320d3012d25, "mm/page_alloc.c: fix freeing non-compound pages"',
  },
  invariant: 'INV-102',
  // The other CPU keeps a small block on its private list.
  also: 'INV-103',
  design: 'kernelcore',
  target: brokenTarget('kind-read-after-put', KindReadAfterPut),
};
