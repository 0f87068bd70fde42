import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { ALL_CPUS } from '../../../spec/operations/arguments.ts';
import { ISOLATE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';
import { fileUnder } from './fileUnder.ts';

/** The page was not freed to a private list. */
const NO_TYPE = 0xff;

class DrainFilesUnderOldType extends PageAllocator {
  /** By page: the type of its pageblock when it was freed. */
  readonly #types = new Uint8Array(this.memory.frameCount).fill(NO_TYPE);
  #inBulk = false;

  override keep(pfn: number, order: number, cpu: number): void {
    this.#types[pfn] = this.memory.types[pfn >> this.memory.pageblockOrder]!; // A block that is freed has a pageblock.
    this.#inBulk = true;
    super.keep(pfn, order, cpu);
    this.#inBulk = false;
  }

  override drainCpu(cpu: number): void {
    this.#inBulk = true;
    super.drainCpu(cpu);
    this.#inBulk = false;
  }

  override putFree(pfn: number, order: number): void {
    const { memory } = this;
    const isIsolated = memory.types[pfn >> memory.pageblockOrder] === ISOLATE;
    // Boot frees memory before there are fields. What a claim made of the pageblock meanwhile, Linux did not mind.
    const type = #types in this && this.#inBulk && isIsolated ? this.#types[pfn]! : NO_TYPE;
    if (type === NO_TYPE) super.putFree(pfn, order);
    else fileUnder(memory, pfn, order, type);
    if (#types in this) this.#types.fill(NO_TYPE, pfn, pfn + (1 << order));
  }

  /** As in Linux, lists are drained after a pageblock is isolated. */
  override drainBeforeIsolating(): void {}

  override withhold(pageblock: number): void {
    super.withhold(pageblock);
    this.drain(ALL_CPUS);
  }

  override ownState(): ArrayLike<number> {
    return this.#types;
  }

  override reset(): void {
    this.#types.fill(NO_TYPE);
    super.reset();
  }
}

/** What was true when the page was freed is taken to be true when it arrives. */
export const drainFilesUnderOldType: Fault = {
  name: 'drain-files-under-old-type',
  summary:
    'what comes back from a private list goes to the list of the type that its pageblock had at the free',
  bug: {
    id: 'B18',
    area: 'percpu',
    system: 'Linux before 3.18; fixed by 51bb1a4093cc',
    story:
      'Pages of isolated pageblocks were handed out again, the number of free pages was wrong, and contiguous requests and hot-removal failed now and then. The type of its pageblock was noted in a page as it entered a private list. If the pageblock was isolated before the list was drained, the note sent the page to an ordinary list.',
    source: '51bb1a4093cc, "mm/page_alloc: add freepage on isolate pageblock to correct buddy list"',
  },
  invariant: 'INV-134',
  // Before it is handed out the page is on the wrong list. It is counted once more when its pageblock returns, and stays listed when
  // its memory block leaves.
  also: ['INV-108', 'INV-111', 'INV-185'],
  design: 'kernelcore',
  target: brokenTarget('drain-files-under-old-type', DrainFilesUnderOldType),
};
