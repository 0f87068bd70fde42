import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

class FreesPoisonedWhole extends PageAllocator {
  override putFreeAroundPoison(pfn: number, order: number): void {
    if (order === 0) super.putFreeAroundPoison(pfn, order);
    else this.putFree(pfn, order);
  }
}

/** The look for bad pages made for single pages only, as Linux makes it to this day. */
export const freesPoisonedWhole: Fault = {
  name: 'frees-poisoned-whole',
  summary: 'a block of several pages is freed as it is, with the bad page in it',
  bug: {
    id: 'B45',
    area: 'poison',
    system: 'Linux, a series of 2026 for what is so to this day (upstream commit not confirmed)',
    story:
      'When an error strikes a huge page that cannot be split, the page keeps it until it is freed. The free looks for bad pages in single pages only, so the whole block went back to the free lists, and the bad page and its neighbours were handed out before the handler of errors could take it off again, if it ever did.',
    source: 'the series "only free healthy pages in high-order has_hwpoisoned folio", v5, February 2026',
  },
  invariant: 'INV-195',
  design: 'kernelcore',
  target: brokenTarget('frees-poisoned-whole', FreesPoisonedWhole),
};
