import type { Inspection } from '../../spec/index.ts';
import type { PageAllocator } from '../pageAllocator.ts';

export interface Block {
  readonly pfn: number;
  readonly order: number;
}

/** What an allocator says of itself. */
export interface Report {
  readonly free: (Block & { type: number })[];
  readonly cached: (Block & { cpu: number })[];
  readonly used: Block[];
  readonly pageblocks: Map<number, { type: number; isolated: boolean }>;
  readonly zones: Map<number, { free: number; managed: number }>;
  readonly present: Map<number, number>;
  readonly marks: Map<number, { min: number; low: number; high: number }>;
  readonly blocks: Map<number, boolean>;
  readonly areas: Map<number, number>;
  readonly pins: Map<number, { short: number; long: number }>;
  readonly references: Map<number, { count: number; orphan: boolean }>;
  readonly locked: Set<number>;
  readonly queued: number[];
  readonly boosts: Map<number, number>;
  readonly pooled: number[];
  readonly mirrored: number[];
}

export function reportOf(allocator: PageAllocator): Report {
  const report: Report = {
    free: [],
    cached: [],
    used: [],
    pageblocks: new Map(),
    zones: new Map(),
    present: new Map(),
    marks: new Map(),
    blocks: new Map(),
    areas: new Map(),
    pins: new Map(),
    references: new Map(),
    locked: new Set(),
    queued: [],
    boosts: new Map(),
    pooled: [],
    mirrored: [],
  };
  const into: Inspection = {
    freeBlock: (pfn, order, type) => report.free.push({ pfn, order, type }),
    cachedBlock: (pfn, order, cpu) => report.cached.push({ pfn, order, cpu }),
    usedBlock: (pfn, order) => report.used.push({ pfn, order }),
    pageblock: (pfn, type, isolated) => report.pageblocks.set(pfn, { type, isolated }),
    zone: (zone, free, managed) => report.zones.set(zone, { free, managed }),
    marks: (zone, min, low, high) => report.marks.set(zone, { min, low, high }),
    present: (zone, pages) => report.present.set(zone, pages),
    lowmemReserve: () => {},
    freeCma: () => {},
    memoryBlock: (block, online) => report.blocks.set(block, online),
    pins: (pfn, short, long) => report.pins.set(pfn, { short, long }),
    references: (pfn, count, orphan) => report.references.set(pfn, { count, orphan }),
    locked: (pfn) => report.locked.add(pfn),
    cmaArea: (area, available) => report.areas.set(area, available),
    queuedForSplit: (pfn) => report.queued.push(pfn),
    memoryErrors: () => {},
    boost: (zone, pages) => report.boosts.set(zone, pages),
    pooled: (pfn) => report.pooled.push(pfn),
    mirroredProcess: (owner) => report.mirrored.push(owner),
  };
  allocator.inspect(into);
  report.free.sort((one, other) => one.pfn - other.pfn);
  return report;
}

/** The free blocks as text, such as `16+4 movable` names, ascending: `0/4:1` is pfn 0, order 4, type 1. */
export const freeOf = (allocator: PageAllocator): string[] =>
  reportOf(allocator).free.map(({ pfn, order, type }) => `${pfn}/${order}:${type}`);
