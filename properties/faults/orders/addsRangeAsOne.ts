import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class AddsRangeAsOne extends PageAllocator {
  override putFreeRange(start: number, end: number): void {
    for (let rest = end; rest > start; ) {
      const alignment = 31 - Math.clz32(rest & -rest);
      const room = 31 - Math.clz32(rest - start);
      const order = Math.min(alignment, room); // And the largest order.
      rest -= 1 << order;
      this.putFree(rest, order);
    }
  }
}

/** The size of a piece bound by alignment and room, and by nothing else. */
export const addsRangeAsOne: Fault = {
  name: 'adds-range-as-one',
  summary: 'a range of free memory becomes a block larger than the largest',
  bug: {
    id: 'B49',
    area: 'orders',
    system: 'buddy_system_allocator of rcore-os, frames until 2022, heap until 2024',
    story:
      'Adding a large range of memory ended in a panic, or in a chunk on a list that does not exist. A range is cut into chunks by the alignment of its start and by what is left of it; that no chunk may be larger than the largest class was left out.',
    source:
      'buddy_system_allocator a26956249c4940ab4cee13c4256a9339519306b9 and 95ed6622046f238c3a09ee6c3a605113d1377779',
  },
  invariant: 'INV-101',
  design: 'kernelcore',
  target: brokenTarget('adds-range-as-one', AddsRangeAsOne),
};
