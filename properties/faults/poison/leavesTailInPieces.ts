import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';
import { isAligned, regrowAround } from './regrowAround.ts';

class LeavesTailInPieces extends PageAllocator {
  override takeOff(head: number, order: number, pfn: number): void {
    // Right is `<=`: a piece may end where the block did.
    regrowAround(this.memory, head, order, pfn, (start, height, end) => {
      return isAligned(start, height) && start + (1 << height) < end;
    });
  }
}

/** One too strict: what ends together with the block that was broken up stays in single pages. */
export const leavesTailInPieces: Fault = {
  name: 'leaves-tail-in-pieces',
  summary: 'the end of a free block that lost a bad page stays in pieces that could be one',
  bug: {
    id: 'B42',
    area: 'poison',
    system: 'Xen, until 2026',
    story:
      'After a bad page was taken out of a large free chunk, much of the rest could no longer be had in one piece. The loop that puts the rest together refused a piece that would end exactly at the end of the old chunk.',
    source:
      'Xen 5cb7ff13eec6cc332c671f70d6055022863ca222, "Fix off-by-one preventing tail merge in reserve_offlined_page()"',
  },
  invariant: 'INV-105',
  design: 'kernelcore',
  target: brokenTarget('leaves-tail-in-pieces', LeavesTailInPieces),
};
