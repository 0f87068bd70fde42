/** What {@link Allocator.inspect} fills in. Everything is optional, but what is reported is compared with the model. */
export interface Inspection {
  /** A block on the buddy lists, on the list of `type` (ISOLATE for a withheld one). */
  freeBlock(pfn: number, order: number, type: number): void;
  /** A block on a private list of a CPU. */
  cachedBlock(pfn: number, order: number, cpu: number): void;
  /**
   * An allocation in the hands of a caller. A contiguous range is reported in aligned pieces, each as large as alignment and
   * rest allow, from its first frame on.
   */
  usedBlock(pfn: number, order: number): void;
  /** The type of the pageblock that begins at `pfn`, under any isolation. */
  pageblock(pfn: number, type: number, isolated: boolean): void;
  /** Counters of a zone in pages: NR_FREE_PAGES (neither isolated nor cached), managed. */
  zone(zone: number, free: number, managed: number): void;
  /** Frames of a zone, whoever has them: present_pages. A frame is in one zone, wherever the spans of zones overlap. */
  present(zone: number, pages: number): void;
  /** Marks of a zone in pages. */
  marks(zone: number, min: number, low: number, high: number): void;
  /** Pages that a zone keeps from requests which may go up to the zone of index `ceiling`. */
  lowmemReserve(zone: number, ceiling: number, pages: number): void;
  /** NR_FREE_CMA_PAGES of a zone: those of its free pages that lie in CMA pageblocks. */
  freeCma(zone: number, pages: number): void;
  /** State of a memory block that is there; one that is on its way out is online until it is gone. */
  memoryBlock(block: number, online: boolean): void;
  /** Memory errors of a node so far, and what became of them; what was corrected or known before is none. */
  memoryErrors(
    node: number,
    total: number,
    ignored: number,
    failed: number,
    delayed: number,
    recovered: number,
  ): void;
  /** Pins that live on the allocation at `pfn`. */
  pins(pfn: number, short: number, long: number): void;
  /** Extra references that live on the allocation at `pfn`; it is an orphan if its owner has freed it. */
  references(pfn: number, count: number, orphan: boolean): void;
  /** The allocation at `pfn` is locked into memory. */
  locked(pfn: number): void;
  /** Pages of a CMA area that nobody was given by `cmaAllocate`, whoever else may use them meanwhile. */
  cmaArea(area: number, available: number): void;
  /** The allocation at `pfn` is partly unmapped and waits to be split. */
  queuedForSplit(pfn: number): void;
  /** Pages by which the marks of a zone are raised until kswapd has run; not part of `marks`. */
  boost(zone: number, pages: number): void;
  /** An element that the pool keeps. */
  pooled(pfn: number): void;
  /** A process that is mirrored, by `upgrade`. */
  mirroredProcess(owner: number): void;
}
