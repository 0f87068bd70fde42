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
      'what is given out of a CMA area lies where it was asked for, adds up to the area with what is left, and alone comes back',
    why: 'a device cannot use a buffer that is not aligned, and a range released twice is given to two devices',
    source: 'mm/cma.c, cma_bitmap_aligned_offset, cma_clear_bitmap, cma_release',
    designs: 'all',
    scope: 'operation',
  },
];
