import type { ZoneId } from '../zones/zone.ts';
import type { Layout } from './layout.ts';

/**
 * What boot makes of a layout under a design: for every run of frames its zone, its protection and its first state.
 * It is a pure function of the two (`memoryMapOf`), so a model and an allocator start from the same text, and a target that
 * computed its zones alone can be compared with it.
 */
export interface MemoryMap {
  /** The layout it was made of. */
  readonly layout: Layout;
  /** One more than the highest pfn of the layout. Holes included: arrays are indexed by pfn. */
  readonly frameCount: number;
  /** Ascending, disjoint, adjacent runs with equal facts joined. Holes are not listed. */
  readonly runs: readonly FrameRun[];
  /** One entry for each zone of each node, at index `node * 4 + zone`, populated or not. */
  readonly zones: readonly ZoneSpan[];
  /** Nodes are numbered from 0 to one less. */
  readonly nodeCount: number;
  /** Nodes in the order a request that starts on `node` tries them, its own first. */
  readonly nodeOrder: readonly (readonly number[])[];
  /** Memory blocks by number (`pfn / memoryBlockPages`), from 0; a block with no memory is `absent`. */
  readonly blockStates: readonly ('absent' | 'offline' | 'online')[];
  /** What boot had to say: warnings of the kernel, hazards of the layout. */
  readonly findings: readonly LayoutFinding[];
}

/** Frames with the same facts. */
export interface FrameRun {
  /** First pfn. */
  readonly start: number;
  /** The pfn after the last. */
  readonly end: number;
  /** Number of the node. */
  readonly node: number;
  /** NO_ZONE for offline memory and for memory that boot lost. */
  readonly zone: ZoneId;
  /** Firmware keeps two copies, whatever the design makes of it. */
  readonly mirrored: boolean;
  /** What the design makes of it. */
  readonly mirror: MirrorFact;
  /** Why unmirrored memory may hold kernel pages all the same; absent unless `mirror` is `exempt`. */
  readonly exemptBecause?: ExemptReason;
  /** Whether the allocator gets the frames. */
  readonly state: BootState;
  /** They belong to an area of the contiguous memory allocator. */
  readonly cma: boolean;
}

/**
 * Protected: two copies, and the guarantee holds. Bare: one copy, and the active design promises that no kernel page is
 * here. Exempt: one copy, but the design promises no more, for a reason that is reported.
 */
export type MirrorFact = 'protected' | 'exempt' | 'bare';

/** Why memory with one copy may hold kernel pages all the same, by the name of the reason. */
export const EXEMPT_REASONS = {
  'no-promise': 'the active design promises nothing about mirrored memory',
  'below-4g': 'unmirrored memory below 4 GiB stays kernel memory, since 32-bit devices need it',
  'rounding-gap':
    'ZONE_MOVABLE starts at a multiple of the largest block, so unmirrored pages before it stay kernel memory',
  'straddles-4g': 'the unmirrored range begins below 4 GiB, so the scan skipped all of it',
  'onlined-kernel': 'unmirrored memory was onlined into a kernel zone',
} as const;

/** Name of one of {@link EXEMPT_REASONS}. */
export type ExemptReason = keyof typeof EXEMPT_REASONS;

/**
 * `available`: handed to the page allocator. `fixed`: taken before it existed, never handed over. `offline`: exists, not in
 * service. `lost`: exists, but boot put it into no zone.
 */
export type BootState = 'available' | 'fixed' | 'offline' | 'lost';

/** The figures of /proc/zoneinfo at boot, in pages. `managed` is what the allocator gets. */
export interface ZoneSpan {
  /** `node * 4 + zone`. */
  readonly zone: ZoneId;
  /** First pfn of the span; 0 for an empty zone. */
  readonly start: number;
  /** Pages from its first to its last, holes included. */
  readonly spanned: number;
  /** By the kernel's own arithmetic, which the hazards of a layout can make wrong. */
  readonly present: number;
  /** Frames that carry this zone's number: what `present` should have been. */
  readonly members: number;
  /** Pages that the allocator gets. */
  readonly managed: number;
}

/** Something about a layout that its owner should know: legal, but costly or surprising. */
export interface LayoutFinding {
  /** Which of the known surprises it is. */
  readonly kind:
    | 'mirror-lost'
    | 'unmirrored-kernel-memory'
    | 'rounding-gap'
    | 'straddles-4g'
    | 'no-mirror'
    | 'kdump'
    | 'movable-ratio'
    | 'mirror-too-small-for-memmap'
    | 'node-without-kernel-memory'
    | 'fixed-in-movable'
    | 'cma-not-activated'
    | 'cma-in-mirror';
  /** One sentence with the pfns. */
  readonly sentence: string;
  /** The frames it is about; empty if it is about the whole machine. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}
