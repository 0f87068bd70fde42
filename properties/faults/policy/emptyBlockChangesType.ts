import { retypePageblock } from '../../../impl/buddy/pageblocks.ts';
import { isFree, orderIn } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { ISOLATE, MOVABLE } from '../../../spec/zones/migratetype.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class EmptyBlockChangesType extends PageAllocator {
  readonly #booted = true;

  override putFree(pfn: number, order: number): void {
    super.putFree(pfn, order);
    const { pages, types, pageblockOrder } = this.memory;
    const pageblock = pfn >> pageblockOrder;
    const word = pages[pageblock << pageblockOrder]!; // A page that was freed lies in memory.
    if (!(#booted in this) || !isFree(word) || orderIn(word) !== pageblockOrder) return;
    const type = types[pageblock]!;
    if (type === MOVABLE || !mayBecome(type, type)) return;
    retypePageblock(this.memory, pageblock, MOVABLE);
  }
}

/** Whether a pageblock of which all is free may change from one type to another; any may stay what it is. */
const mayBecome = (from: number, to: number): boolean => from === to && from !== ISOLATE;

/** The question was whether it may become the default, and it is asked whether it may stay what it is. */
export const emptyBlockChangesType: Fault = {
  name: 'empty-block-changes-type',
  summary: 'a pageblock becomes movable when its last page is freed, of whatever type it is',
  bug: {
    id: 'B68',
    area: 'policy',
    system: 'LLFree, 2026; bec42acbe1648811d580378782c110f386a1e3df',
    story:
      'A part of memory changed its class when it became entirely free, although the policy forbids that for its class. The policy was asked about the ' +
      'change from the class it had to the class it had, which is always allowed, and not about the change to the default.',
    source: 'commit "Fix promotion check", luhsra/llfree-rs',
  },
  invariant: 'INV-108',
  // A pageblock of CMA that becomes movable merges with its neighbour before anybody looks at lists.
  also: 'INV-109',
  design: 'kernelcore',
  target: brokenTarget('empty-block-changes-type', EmptyBlockChangesType),
};
