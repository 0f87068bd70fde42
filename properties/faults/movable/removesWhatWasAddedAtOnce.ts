import { BLOCK_OFFLINE } from '../../../impl/memory/memory.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import type { PfnRange } from '../../../spec/layout/layout.ts';
import { DONE, NOT_ONLINE } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class RemovesWhatWasAddedAtOnce extends PageAllocator {
  /** The memory of the machine as it was registered: by boot a range at a time, later a block at a time. */
  #resources: readonly PfnRange[] = this.memory.map.layout.ranges;

  override add(block: number): number {
    const answer = super.add(block);
    if (answer === DONE) this.#resources = [...this.#resources, this.#extent(block)];
    return answer;
  }

  override remove(block: number): number {
    const { start, end } = this.#extent(block);
    const resource = this.#resources.find((each) => each.start === start && each.end === end);
    if (resource === undefined && this.memory.blocks[block] === BLOCK_OFFLINE) return NOT_ONLINE;
    const answer = super.remove(block);
    if (answer === DONE) this.#resources = this.#resources.filter((each) => each !== resource);
    return answer;
  }

  override ownState(): ArrayLike<number> {
    return this.#resources.flatMap(({ start, end }) => [start, end]);
  }

  override reset(): void {
    this.#resources = this.memory.map.layout.ranges;
    super.reset();
  }

  #extent(block: number): PfnRange {
    const { blockPages } = this.memory;
    return { start: block * blockPages, end: (block + 1) * blockPages };
  }
}

/** What came in pieces of one size is looked for in pieces of another. */
export const removesWhatWasAddedAtOnce: Fault = {
  name: 'removes-what-was-added-at-once',
  summary: 'a memory block cannot be pulled out if it was registered as part of a larger range',
  bug: {
    id: 'B06',
    area: 'movable',
    system: 'Linux; fixed by de7f0cba9678 in a mirror of the tree',
    story:
      'A range of memory that had been added without trouble could not be removed. Adding registered a resource for each section of it; removing asked for one resource that spanned it all, and there was none. Here boot registers ranges of several blocks, and removing asks for a block.',
    source: 'de7f0cba9678, "memory hotplug: release memory regions in PAGES_PER_SECTION chunks"',
  },
  invariant: 'INV-3',
  design: 'kernelcore',
  target: brokenTarget('removes-what-was-added-at-once', RemovesWhatWasAddedAtOnce),
};
