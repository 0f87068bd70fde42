/** Where in an allocator a bug lived. */
export const AREAS = {
  movable: 'ZONE_MOVABLE, pins and hotplug',
  cma: 'CMA and contiguous allocation',
  percpu: 'per-CPU lists and isolation',
  accounting: 'counters, watermarks and the high-order atomic reserve',
  mirror: 'mirrored memory and kernelcore',
  boot: 'boot ranges and their handover to the buddy lists',
  poison: 'poisoned frames',
  orders: 'merging, orders and alignment',
  huge: 'huge pages and the split queue',
  concurrency: 'interleavings and references',
  policy: 'fallback, stealing and the choice of a zone',
} as const;

export type Area = keyof typeof AREAS;

/** A real defect of a real system, which a seeded fault plants again. */
export interface HistoricBug {
  /** Its number in the museum, `B01` and on. */
  readonly id: string;
  readonly area: Area;
  /** Which system and version had it, and the commit that ended it, where that is known. */
  readonly system: string;
  /** What happened there, in plain words: what people saw, and why. */
  readonly story: string;
  /** Where that is told: a commit, a thread, an issue. */
  readonly source: string;
}

/** A real defect that no broken allocator plants. */
export interface UnplantedBug extends HistoricBug {
  /** Why an allocator behind this contract cannot have it. */
  readonly reason: string;
}
