import { NONE } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { DONE } from '../../../spec/operations/outcome.ts';
import { ISOLATE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';
import { fileUnder } from './fileUnder.ts';

class FreeReadsTypeEarly extends PageAllocator {
  /** By first page of what is being freed: the type of its pageblock when that began. */
  readonly #types = new Map<number, number>();

  override dropOwner(pfn: number, order: number, cpu: number): number {
    const { types, pageblockOrder } = this.memory;
    const answer = super.dropOwner(pfn, order, cpu);
    if (answer === DONE) this.#types.set(pfn, types[pfn >> pageblockOrder]!); // Of an allocation.
    return answer;
  }

  override giveBack(pfn: number, order: number, cpu: number): void {
    const { memory } = this;
    const type = this.#types.get(pfn) ?? NONE;
    const now = memory.types[pfn >> memory.pageblockOrder]!; // Of an allocation.
    this.#types.delete(pfn);
    if (type === NONE || (type === ISOLATE) === (now === ISOLATE)) super.giveBack(pfn, order, cpu);
    else fileUnder(memory, pfn, order, type);
  }

  override ownState(): ArrayLike<number> {
    return [...this.#types].flat();
  }

  override reset(): void {
    this.#types.clear();
    super.reset();
  }
}

/** A question asked too early: by the time of the answer's use, the lock would have kept it true. */
export const freeReadsTypeEarly: Fault = {
  name: 'free-reads-type-early',
  summary:
    'a block that is still referenced when it is freed goes to the list of the type its pageblock had then',
  bug: {
    id: 'B19',
    area: 'percpu',
    system: 'Linux before 3.18; fixed by ad53f92e',
    story:
      'Pages vanished on the list of isolated blocks although their pageblock was in service again, or pages of an isolated pageblock were handed out. A free read the type of the pageblock before it took the lock, and isolation could begin or end between the two. Here the two are the free by the owner and the end of the last reference.',
    source:
      'Joonsoo Kim, "mm/page_alloc: fix incorrect isolation behavior by rechecking migratetype", October 2014',
  },
  invariant: 'INV-136',
  // The other way round, a page of an isolated pageblock is on an ordinary list.
  also: 'INV-108',
  design: 'kernelcore',
  target: brokenTarget('free-reads-type-early', FreeReadsTypeEarly),
};
