/**
 * A layout describes one machine: its physical memory, how firmware mirrored it, and what it was booted with.
 *
 * Everything is counted in pages and named by page frame number (pfn). Ranges are half open: `[start, end)`.
 * A layout is plain data: the same JSON travels in scenarios, presets and bug reports.
 */
export interface Layout {
  /** Short name, used in tokens and reports: lower-case letters, digits, dots and dashes. */
  readonly name: string;
  /** Where the layout comes from, in one sentence. */
  readonly origin?: string;
  /** Memory that exists, ascending and disjoint. What lies between is a hole. */
  readonly ranges: readonly MemoryRange[];
  /** Ranges that never reach the allocator: kernel image, memory map, firmware. They are `pinned.fixed` from boot. */
  readonly reserved?: readonly ReservedRange[];
  /** Areas of the contiguous memory allocator, whole pageblocks of type CMA. */
  readonly cma?: readonly PfnRange[];
  /** Number of CPUs; each has its own per-CPU lists. */
  readonly cpus: number;
  /** `distances[a][b]` between nodes as firmware states it (10 is local); default 10 and 20. */
  readonly distances?: readonly (readonly number[])[];
  /** Sizes that a kernel build fixes. */
  readonly geometry: Geometry;
  /** What was on the command line. */
  readonly boot: BootOptions;
  /** Knobs of /proc/sys/vm; those of Linux where left out. */
  readonly tuning?: Tuning;
}

/** Pages `[start, end)`. */
export interface PfnRange {
  /** First pfn. */
  readonly start: number;
  /** The pfn after the last. */
  readonly end: number;
}

/** One run of memory with the same attributes. */
export interface MemoryRange extends PfnRange {
  /** Number of the node, from 0. */
  readonly node: number;
  /** Firmware keeps two copies (EFI_MEMORY_MORE_RELIABLE). */
  readonly mirrored: boolean;
  /** Firmware marks the range as removable (ACPI SRAT); only `movable_node` looks at it. */
  readonly hotpluggable?: boolean;
  /** The memory blocks of this range exist but are offline at boot. Whole memory blocks only. */
  readonly offline?: boolean;
}

/** Memory taken before the page allocator existed. */
export interface ReservedRange extends PfnRange {
  /** What it holds: `kernel image`. */
  readonly why: string;
}

/** Sizes that a kernel build fixes. Smaller numbers than Linux's make small worlds that behave alike. */
export interface Geometry {
  /** Largest buddy block is `2^maxOrder` pages. Linux: 10. ZONE_MOVABLE starts at a multiple of it. */
  readonly maxOrder: number;
  /** Mobility is kept per `2^pageblockOrder` pages; at most `maxOrder`. Linux: 9. */
  readonly pageblockOrder: number;
  /** Hotplug unit in pages, a multiple of the largest buddy block. Linux on x86-64: 32768. */
  readonly memoryBlockPages: number;
  /** First pfn that is not ZONE_DMA (16 MiB: 4096). 0 where there is no such zone. */
  readonly dmaEnd: number;
  /** First pfn that is not ZONE_DMA32 (4 GiB: 1048576). Unmirrored memory below it stays kernel memory. */
  readonly dma32End: number;
}

/** What was written on the kernel command line. */
export interface BootOptions {
  /** `kernelcore=`: `mirror`, a number of pages, or a percentage such as `"30%"`. */
  readonly kernelcore?: 'mirror' | number | `${number}%`;
  /** `movablecore=`: a number of pages or a percentage. */
  readonly movablecore?: number | `${number}%`;
  /** `movable_node`: hotpluggable ranges become ZONE_MOVABLE. */
  readonly movableNode?: boolean;
  /** This kernel was started to dump a crashed one; `kernelcore=mirror` is ignored. */
  readonly kdump?: boolean;
  /**
   * What keeps CMA areas for movable pages: the type of their pageblocks alone (default), or ZONE_MOVABLE, which their pages
   * then belong to, wherever they lie. Linux 4.17-rc did the latter; it has no option for it.
   */
  readonly cma?: CmaCarrier;
}

/** What keeps CMA areas for movable pages; see {@link BootOptions.cma}. */
export type CmaCarrier = 'migratetype' | 'zone';

/** Knobs of /proc/sys/vm that change who may take memory when. */
export interface Tuning {
  /** `min_free_kbytes`, in pages. Default: the formula of mm/page_alloc.c. */
  readonly minFreePages?: number;
  /** Bounds of ZONE_MOVABLE's min mark, in pages. Default `[32, 128]`. */
  readonly movableMinPages?: readonly [least: number, most: number];
  /** `lowmem_reserve_ratio` for DMA, DMA32, NORMAL. Default `[256, 256, 32]`; 0 reserves nothing. */
  readonly lowmemReserveRatio?: readonly [dma: number, dma32: number, normal: number];
  /** `watermark_scale_factor`, unit 1/10000 of a zone. Default 10. */
  readonly watermarkScaleFactor?: number;
  /** `watermark_boost_factor`, unit 1/10000 of the high mark. Default 15000; 0 boosts nothing. */
  readonly watermarkBoostFactor?: number;
}

/** The sizes of Linux on x86-64 with 4 KiB pages. */
export const X86_64: Geometry = {
  maxOrder: 10,
  pageblockOrder: 9,
  memoryBlockPages: 32768,
  dmaEnd: 4096,
  dma32End: 1048576,
};
