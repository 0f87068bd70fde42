/** A legal but notable consequence of a policy, counted so that designs can be compared. */
export interface Finding {
  /** Its name, as requirements and reports use it. */
  readonly kind: string;
  /** What happened, in one sentence. */
  readonly sentence: string;
  /** Who said so first. */
  readonly source: string;
}

/** In the order of their number; new ones go to the end. */
export const FINDINGS = [
  {
    kind: 'out-of-memory-movable-free',
    sentence:
      'a kernel request was refused while ZONE_MOVABLE could have served it: the low-memory problem again',
    source: 'Michal Hocko, LSFMM 2016',
  },
  {
    kind: 'user-in-mirror',
    sentence: 'a user page was placed on mirrored memory',
    source: 'Linux falls back to ZONE_NORMAL; LSFMM 2016 wanted it kept out',
  },
  {
    kind: 'kernel-unprotected',
    sentence: 'a kernel page was placed on unmirrored memory that the design exempts',
    source: 'mm/mm_init.c: memory below 4 GiB, rounding, memory onlined as kernel memory',
  },
  {
    kind: 'pin-in-mirror',
    sentence: 'a long-term pin put or kept user memory on a mirrored frame',
    source: 'mm/gup.c: pins move pages out of ZONE_MOVABLE into kernel zones',
  },
  {
    kind: 'offline-blocked',
    sentence: 'a memory block could not go offline because of a page in it',
    source: 'Ingo Molnar, 2005: "90 % free but cannot remove"',
  },
  {
    kind: 'killed-in-vain',
    sentence: 'a process was killed for a request that none of its memory could serve',
    source: 'Michal Hocko, LSFMM 2016, on low memory; mm/oom_kill.c counts all memory of a process alike',
  },
  {
    kind: 'range-in-movable',
    sentence: 'a contiguous range was placed in ZONE_MOVABLE, and keeps its memory blocks from leaving',
    source: 'include/linux/mmzone.h: gigantic pages in ZONE_MOVABLE; mm/page_alloc.c, alloc_contig_range',
  },
  {
    kind: 'mirror-full',
    sentence: 'a request with a right to mirrored memory was refused: the mirror is exhausted',
    source: 'LWN, LSFMM 2016: "no fallback"; Mel Gorman, 30 June 2015: the caller decides',
  },
  {
    kind: 'out-of-memory-mirror-free',
    sentence: 'a user request was refused while mirrored memory that it may not use could have served it',
    source: 'Michal Hocko, LSFMM 2016; Mel Gorman, 30 June 2015: premature out of memory',
  },
  {
    kind: 'out-of-memory-reserve-free',
    sentence:
      'a kernel request was refused while the mirror reserve, set aside for others, could have served it',
    source: 'Mel Gorman, 30 June 2015, on the mirrored memory RFC',
  },
  {
    kind: 'reclaim-missed-mirror',
    sentence:
      'reclaim dropped a page outside the mirror while the pageblocks of the mirror were full: it cannot aim at a migratetype',
    source: 'Mel Gorman, 30 June 2015, on the mirrored memory RFC',
  },
  {
    kind: 'critical-unprotected',
    sentence: 'a page with a right to mirrored memory lost its second copy, since the mirror broke',
    source: 'EFI_MEMORY_MORE_RELIABLE; Tony Luck on the kernelcore=mirror series, December 2015',
  },
  {
    kind: 'mirror-used-by-unprivileged',
    sentence: 'kernel memory on behalf of a process without the right to it was placed in the mirror',
    source: 'Mel Gorman, LSFMM 2016: any process exhausts the mirror by making the kernel allocate',
  },
  {
    kind: 'mirror-held-by-lower-group',
    sentence:
      'a request was refused while memory of a lower priority group filled mirrored memory that it could use',
    source: 'Ingo Molnar, June 2015, on the mirrored memory RFC: three groups',
  },
  {
    kind: 'cma-idle',
    sentence: 'a request was refused while free memory of a CMA area could have held it',
    source: 'Joonsoo Kim and Gioh Kim, LSFMM 2015: memory of the contiguous allocator stays idle',
  },
  {
    kind: 'cma-closed',
    sentence:
      'a movable request of the kernel was refused while a CMA area, closed to it in ZONE_MOVABLE, could have held it',
    source: 'Joonsoo Kim, August 2017, on CMA in ZONE_MOVABLE: pages of block devices lose the area',
  },
] as const satisfies readonly Finding[];

/** Kind of one of {@link FINDINGS}. */
export type FindingKind = (typeof FINDINGS)[number]['kind'];

/** Number of a finding: its place in {@link FINDINGS}. */
export const FINDING = Object.fromEntries(FINDINGS.map(({ kind }, number) => [kind, number])) as Readonly<
  Record<FindingKind, number>
>; // One entry a kind.
