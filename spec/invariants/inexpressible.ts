/** A rule of the catalogue that no answer and no effect of this contract can break in sight of an observer. */
export interface Inexpressible {
  /** INV-1nn is rule nn of the catalogue, as for the others. */
  readonly id: `INV-${number}`;
  readonly claim: string;
  readonly source: string;
  /** What would have to be seen, and why the contract does not show it. */
  readonly reason: string;
}

/** Kept short: a rule belongs here only if no operation of the contract could show it broken. */
export const INEXPRESSIBLE: readonly Inexpressible[] = [
  {
    id: 'INV-143',
    claim: 'a request that avoids fragmentation neither borrows a block nor claims a part of a pageblock',
    source: 'mm/page_alloc.c, alloc_flags_nofragment',
    reason:
      'ALLOC_NOFRAGMENT lives inside one request, which drops it and tries again; a caller sees the last attempt only',
  },
  {
    id: 'INV-166',
    claim: 'a page with a pin is never taken for one without',
    source: 'include/linux/mm.h, folio_maybe_dma_pinned',
    reason:
      'the bias of 1024 in the reference count is an encoding; the contract counts pins and references apart, so there is no guess to be wrong',
  },
  {
    id: 'INV-175',
    claim:
      'a frozen page cannot be obtained by a speculative reader, and a reader that backs off leaves the count alone',
    source: 'include/linux/page_ref.h, page_ref_freeze; mm/gup.c, try_get_folio',
    reason:
      'it is about two CPUs between two instructions; a target is called one operation at a time, each whole',
  },
  {
    id: 'INV-179',
    claim:
      'page capture never takes a page of CMA or an isolated pageblock, nor a small movable piece for an unmovable request',
    source: 'mm/page_alloc.c, compaction_capture',
    reason:
      'capture short-cuts a free and the next allocation inside one compaction; what was served is judged as a grant, by the rules of isolation, CMA and lists',
  },
  {
    id: 'INV-207',
    claim:
      'in a recording allocation and free of a frame take turns, and the last state is the one that was seen',
    source: 'include/trace/events/kmem.h',
    reason:
      'a recording is written by a running kernel, and is no target of the contract: nobody can be asked, and nothing can be asked again',
  },
];
