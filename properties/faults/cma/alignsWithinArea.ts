import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class AlignsWithinArea extends PageAllocator {
  override alignInArea(base: number, pfn: number, step: number): number {
    return base + Math.ceil((pfn - base) / step) * step;
  }
}

/** Places counted from the wrong zero. */
export const alignsWithinArea: Fault = {
  name: 'aligns-within-area',
  summary: 'what a CMA area gives out is aligned to its first page, not to physical addresses',
  bug: {
    id: 'B13',
    area: 'cma',
    system: 'Linux before 3.19; fixed by b5be83e308f7',
    story:
      'A device that needs its buffer at a multiple of 16 MiB got one at 0x2f800000. The alignment was applied to the place in the bitmap of the area, so that nothing was aligned where the area itself does not begin at such a multiple.',
    source: 'b5be83e308f7, "mm: cma: align to physical address, not CMA region position"',
  },
  invariant: 'INV-145',
  design: 'kernelcore',
  target: brokenTarget('aligns-within-area', AlignsWithinArea),
};
