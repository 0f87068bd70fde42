import { CACHED, STATE_BITS, zoneIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { countOf, queueOf } from '../../../impl/percpu/perCpu.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class NestedFreeNotCounted extends PageAllocator {
  override keep(pfn: number, order: number, cpu: number): void {
    const { caches, pages } = this.memory;
    const count = countOf(queueOf(this.memory, cpu, zoneIn(pages[pfn]!))); // A block that is freed has a record.
    const before = caches[count]!;
    super.keep(pfn, order, cpu);
    const wasGivenBack = caches[count]! < before + (1 << order);
    const isKept = (pages[pfn]! & STATE_BITS) === CACHED;
    // The return of a batch was under way when the free came in between, and goes on with the count that it had read.
    if (wasGivenBack && isKept) caches[count]! -= 1 << order;
  }
}

/** Who comes in between is let in, since the lock can be had whenever it is asked for. */
export const nestedFreeNotCounted: Fault = {
  name: 'nested-free-not-counted',
  summary:
    'a block that is freed while its CPU gives a batch back is on the private list, but not in its count',
  bug: {
    id: 'B16',
    area: 'percpu',
    system: 'Linux 6.2 to 6.18 for a single CPU; fixed by 038a102535eb',
    story:
      'Private lists could be corrupted by an interrupt that frees a page while its CPU is at work on the same list; only the checks of locks showed it. The list relies on an attempt to lock it that fails when somebody is at it already. In a kernel for one CPU the attempt always succeeds, and the free goes on in a list that is half changed. Here the free that fills a list is the one that comes in between.',
    source: '038a102535eb, "mm/page_alloc: prevent pcp corruption with SMP=n"',
  },
  invariant: 'INV-118',
  // A drain believes the count as well.
  also: 'INV-119',
  design: 'kernelcore',
  target: brokenTarget('nested-free-not-counted', NestedFreeNotCounted),
};
