import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { EFFECT_RETRIED } from '../../../spec/operations/effects.ts';
import { BUSY, DONE } from '../../../spec/operations/outcome.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class TakenButBusy extends PageAllocator {
  override takeRange(start: number, end: number, cma: boolean): number {
    const { effects } = this.memory;
    const first = effects.count;
    const answer = super.takeRange(start, end, cma);
    for (let index = first; index < effects.count && answer === DONE; index++)
      if (effects.kind(index) === EFFECT_RETRIED) return BUSY;
    return answer;
  }
}

/** The result of one step is returned as that of the whole. */
export const takenButBusy: Fault = {
  name: 'taken-but-busy',
  summary: 'a range is taken, but refused as busy because one of its pages could not move at the first try',
  bug: {
    id: 'B10',
    area: 'cma',
    system: 'Linux 4.x; 8ef5849fa8a2 introduced it, commit of the fix not confirmed',
    story:
      'Contiguous memory leaked: a caller was told that its range is busy, and the frames were on no free list and belonged to nobody. A page could not be moved, and the function went on only to find out more. By then the page had become free, so that the range was taken after all, and the old error was returned.',
    source: 'Mike Kravetz, "mm/cma: fix alloc_contig_range ret code/potential leak", November 2017',
  },
  invariant: 'INV-144',
  // Frames of an area are then neither given out nor left in it.
  also: 'INV-145',
  design: 'kernelcore',
  target: brokenTarget('taken-but-busy', TakenButBusy),
};
