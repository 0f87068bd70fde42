import { BootMemblock } from '../../../impl/boot/bootMemblock.ts';
import type { Design } from '../../../spec/designs/design.ts';
import type { Layout } from '../../../spec/layout/layout.ts';
import type { Effects } from '../../../spec/operations/effects.ts';
import { bootTarget } from '../bootTarget.ts';
import type { Fault } from '../fault.ts';

class DeferredNeverReleased extends BootMemblock {
  /** What lies above is set up by somebody else, later. */
  readonly #deferred: number;

  constructor(layout: Layout, design: Design, effects: Effects) {
    super(layout, design, effects);
    this.#deferred = layout.ranges.at(-1)!.end >> 1; // A layout has memory.
  }

  override putBack(start: number, end: number): void {
    if (start < this.#deferred) super.putBack(start, end);
  }
}

/** Whoever sets it up frees what nobody reserved, and this was reserved. */
export const deferredNeverReleased: Fault = {
  name: 'deferred-never-released',
  summary:
    'a range of boot that is given back in the upper half of memory is left to somebody who never comes',
  bug: {
    id: 'B36',
    area: 'boot',
    system: 'Linux 4.2 to 6.2; 115d9d77bb0f9152c60b6e8646369fa7f6167593',
    story:
      'Memory that firmware gave back late stayed reserved for ever. The function that frees it skipped pages whose metadata is set up later, ' +
      'since whoever does that frees them. That is so for pages that were free; for those that had been reserved nobody else ever came.',
    source:
      'commit "mm: Always release pages to the buddy allocator in memblock_free_late()", id as its revert has it; Aaron Thompson, 4 January 2023',
  },
  invariant: 'INV-3',
  // What is missing may as well send a request to other memory than is due.
  also: ['INV-125', 'INV-158'],
  design: 'none',
  target: bootTarget('deferred-never-released', DeferredNeverReleased),
};
