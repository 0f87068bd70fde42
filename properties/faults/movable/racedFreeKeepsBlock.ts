import { headOf, isUsed, NONE } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { BUSY, DONE } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class RacedFreeKeepsBlock extends PageAllocator {
  /** Blocks that came from private lists when isolation began, which still carry the type they were freed under. */
  readonly #raced: number[] = [];
  #isolating = false;

  override drainBeforeIsolating(): void {
    this.#raced.length = 0;
    this.#isolating = true;
    super.drainBeforeIsolating();
    this.#isolating = false;
  }

  override putFree(pfn: number, order: number): void {
    // Boot frees memory before there are fields.
    if (#raced in this && this.#isolating) this.#raced.push(pfn);
    super.putFree(pfn, order);
  }

  override evacuate(block: number): number {
    const answer = super.evacuate(block);
    return answer === DONE ? this.#test(block) : answer;
  }

  override commit(): number {
    const block = this.memory.task[0]!;
    const answer = block === NONE ? DONE : this.#test(block);
    return answer === DONE ? super.commit() : answer;
  }

  /** Whether all free pages of a block carry the type of an isolated one. */
  #test(block: number): number {
    const { pages, maxOrder, blockPages, effects } = this.memory;
    for (const pfn of this.#raced) {
      const head = headOf(pages, pfn, maxOrder);
      const isInUse = head !== NONE && isUsed(pages[head]!);
      if (isInUse || Math.trunc(pfn / blockPages) !== block) continue;
      effects.culprit(pfn);
      return BUSY;
    }
    return DONE;
  }
}

/** A test that finds what it could put right, and gives up. */
export const racedFreeKeepsBlock: Fault = {
  name: 'raced-free-keeps-block',
  summary:
    'a memory block stays online for a free page that was on a private list when the block was isolated',
  bug: {
    id: 'B05',
    area: 'movable',
    system: 'Linux 3.6; fixed by 6174ee72aeb7 in a mirror of the tree',
    story:
      'Hot-removal said "busy" again and again, although every page of the block was free. A page that was being freed while isolation began still carried the type it had been freed under. The last test before the removal found that this was not the type of an isolated page, and gave up instead of putting it right.',
    source: '6174ee72aeb7, "memory-hotplug: fix pages missed by race rather than failing"',
  },
  invariant: 'INV-3',
  design: 'kernelcore',
  target: brokenTarget('raced-free-keeps-block', RacedFreeKeepsBlock),
};
