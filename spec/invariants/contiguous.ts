import type { Invariant } from './invariant.ts';

/** Contiguous ranges. */
export const contiguousInvariants: readonly Invariant[] = [
  {
    id: 'INV-144',
    claim: 'a contiguous request gets its whole range or nothing, and a failed one frees what it took',
    why: 'a device cannot use a part of its buffer, and nobody else would free that part',
    source: 'mm/page_alloc.c, alloc_contig_range; mm/cma.c, cma_alloc',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-145',
    claim:
      'what is given out of a CMA area and what is left in it add up to the area, and only what was given comes back',
    why: 'a range released twice is given to two devices',
    source: 'mm/cma.c, cma_clear_bitmap, cma_release',
    designs: 'all',
    scope: 'operation',
  },
];
