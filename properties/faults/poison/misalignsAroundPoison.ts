import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';
import { regrowAround } from './regrowAround.ts';

class MisalignsAroundPoison extends PageAllocator {
  override takeOff(head: number, order: number, pfn: number): void {
    regrowAround(this.memory, head, order, pfn, () => true);
  }
}

/** The test of the start left out: a piece grows as long as there is room, wherever it begins. */
export const misalignsAroundPoison: Fault = {
  name: 'misaligns-around-poison',
  summary:
    'what is left of a free block around a bad page becomes blocks that begin at no multiple of their size',
  bug: {
    id: 'B40',
    area: 'poison',
    system: 'Xen, from 2009 to 2026',
    story:
      'When a free chunk is broken up to take a bad page out of it, the rest is put together again from single pages. Nobody looked whether a piece begins where a chunk of its size may begin. Long after, the buddy of such a piece was computed wrong, one page was handed out twice, and the hypervisor stopped.',
    source:
      'Xen 71c6a623176638f32cac816522864bed3cf28000, "verify buddy alignment in reserve_offlined_page()"',
  },
  invariant: 'INV-104',
  design: 'kernelcore',
  target: brokenTarget('misaligns-around-poison', MisalignsAroundPoison),
};
