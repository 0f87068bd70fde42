import type { CLAIM_EVENTS } from '../pageEvents.ts';
import type { PageTransitions } from '../pageSetup.ts';
import { FOR_KERNEL, handOver, KERNELCORE } from './claims.ts';

const SOURCE = 'mm/page_alloc.c: alloc_contig_range; mm/cma.c: cma_alloc';

/** The caller had the page isolated, so that nobody else could have it; the other rules are those of any request of the kind. */
const KERNEL = FOR_KERNEL.filter((rule) => rule !== 'INV-134 page is not isolated');

/** A withheld page becomes part of a contiguous range. */
export const claimRange = {
  claimRangeKernel: handOver(
    'pinned.kernel',
    KERNEL,
    'A range of kernel memory, without a promise, stays where it is.',
    SOURCE,
  ),
  claimRangePromised: [
    handOver(
      'mirrored.kernel',
      ['frame is protected', ...KERNEL],
      'A range of kernel memory on protected frames is under the guarantee of the mirror.',
      KERNELCORE,
    ),
    handOver(
      'pinned.kernel',
      [...KERNEL, 'INV-2 frame is mirrored, or exempt from the promise'],
      'A range of kernel memory on exempt frames: legal, but a finding with its reason.',
      KERNELCORE,
    ),
  ],
  claimRangeDriver: handOver(
    'movable.driver',
    ['INV-192 page is not poisoned'],
    'A device or a gigantic page takes a range of ZONE_MOVABLE or CMA.',
    SOURCE,
  ),
} satisfies PageTransitions<(typeof CLAIM_EVENTS)[number]>;
