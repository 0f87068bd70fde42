import { PageAllocator } from '../../../impl/pageAllocator.ts';
import { brokenTarget, type Fault } from '../fault.ts';

const MOST_PAGES = 0x7fffffff;

class QuotaBelowZero extends PageAllocator {
  override reclaimZone(zone: number, pages: number): number {
    // What an unsigned accessor makes of a quota that a large block has overdrawn.
    return super.reclaimZone(zone, Math.min(pages >>> 0, MOST_PAGES));
  }
}

/** The quota of each zone is there to share work fairly, and the one that is overdrawn gets all of it. */
export const quotaBelowZero: Fault = {
  name: 'quota-below-zero',
  summary: 'what is left to reclaim goes below zero with a large block, and is taken for a huge number',
  bug: {
    id: 'B22',
    area: 'accounting',
    system: 'Linux from 3.12, kernels for one CPU; abe5f972912d086c080be4bde67750630b6fb38b',
    story:
      'Each zone got a quota of pages, so that all of them age alike. A request for several pages could overdraw it, and kernels for one ' +
      'CPU read the counter without its sign: 3 less 8 became a huge number. So the zone was served from until it hit its mark, ' +
      'while the others stayed idle.',
    source: 'commit "mm: page_alloc: fix zone allocation fairness on UP"',
  },
  invariant: 'INV-156',
  design: 'kernelcore',
  target: brokenTarget('quota-below-zero', QuotaBelowZero),
};
