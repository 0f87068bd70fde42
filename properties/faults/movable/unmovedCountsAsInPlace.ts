import { NONE } from '../../../impl/memory/pageWord.ts';
import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class UnmovedCountsAsInPlace extends PageAllocator {
  override moveToPin(pfn: number, order: number): number {
    return this.whatKeeps(pfn, order) === NONE ? super.moveToPin(pfn, order) : pfn;
  }
}

/** A list of pages to move that is empty, for the wrong reason. */
export const unmovedCountsAsInPlace: Fault = {
  name: 'unmoved-counts-as-in-place',
  summary: 'a long-term pin leaves a page of ZONE_MOVABLE where it is if it cannot be moved at the moment',
  bug: {
    id: 'B03',
    area: 'movable',
    system: 'Linux before 5.13; fixed by 6e7f34ebb8d2',
    story:
      'Pages stayed pinned in CMA and ZONE_MOVABLE although the pin had been granted; contiguous requests and hot-removal failed later. Pages to be moved first were collected on a list. One that could not be isolated was left out of it without a word, and an empty list was read as "everything is in a good place".',
    source:
      '6e7f34ebb8d2, "mm/gup: check for isolation errors"; patch 4 of 14 by Pavel Tatashin, February 2021',
  },
  invariant: 'INV-163',
  design: 'kernelcore',
  target: brokenTarget('unmoved-counts-as-in-place', UnmovedCountsAsInPlace),
};
