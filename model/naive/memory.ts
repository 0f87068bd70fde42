import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap, MirrorFact } from '../../spec/layout/memoryMap.ts';
import { mirrorInForce, setsPageblocksApart } from '../../spec/layout/mirrorInForce.ts';
import type { Claim } from '../../spec/pages/claim.ts';
import { CMA, isOrdinary, MIRROR, MOVABLE } from '../../spec/zones/migratetype.ts';
import { mirrorPageblocksOf } from '../../spec/zones/mirrorPageblocks.ts';
import { NO_ZONE } from '../../spec/zones/zone.ts';

/** An allocation, wherever it is now. */
export interface Holder {
  pfn: number;
  readonly order: number;
  readonly claim: Claim;
  short: number;
  long: number;
}

/** A block on a private list: whose list, as far as that is known (-1), and which requests it may serve. */
export interface PrivateBlock {
  readonly pfn: number;
  readonly order: number;
  readonly type: number;
  readonly cpu: number;
}

/** All that is known of one page. `withheld`: free in an isolated pageblock. `retired`: by a memory error. */
export interface Page {
  readonly pfn: number;
  state: 'absent' | 'present' | 'fixed' | 'retired' | 'free' | 'withheld' | 'private' | 'used';
  zone: number;
  mirror: MirrorFact;
  /** Migratetype of its pageblock, under any isolation. */
  type: number;
  isolated: boolean;
  bad: boolean;
  /** Cleared since it was in use. */
  clean: boolean;
  holder: Holder | null;
  list: PrivateBlock | null;
}

/** What a target promises beside the rules; see `Target` in the contract. */
export interface NaiveHabits {
  readonly keepsWatermarks: boolean;
  readonly groupsByMobility: boolean;
  readonly reportsCache: boolean;
}

/** Nothing can move what is held so. */
export const isUnmovable = (claim: Claim): boolean =>
  ['kernel', 'reclaimable', 'kernelCritical'].includes(claim);

/** A broken rule, thrown on the spot. */
export class Broken extends Error {
  readonly invariant: string;

  constructor(invariant: string, sentence: string) {
    super(sentence);
    this.invariant = invariant;
  }
}

/** The rule holds, or it is named. */
export function must(holds: boolean, invariant: string, sentence: string): asserts holds {
  if (!holds) throw new Broken(invariant, sentence);
}

/** Memory as a list of pages. Whatever is asked of it is found by looking at all of them. */
export class Memory {
  readonly map: MemoryMap;
  readonly design: Design;
  readonly inForce: boolean;
  /** Pageblocks of the mirror, by number, and what they are: a reserve, or the kernel's first choice. */
  readonly apart: Uint8Array;
  readonly setsAside: boolean;
  readonly prefersMirror: boolean;
  readonly habits: NaiveHabits;
  readonly pages: Page[];
  readonly blocks: ('absent' | 'offline' | 'online')[];
  readonly holders = new Map<number, Holder>();
  /** By zone: pages by which its marks are raised. */
  readonly boost: number[];

  constructor(map: MemoryMap, design: Design, habits: NaiveHabits) {
    this.map = map;
    this.design = design;
    this.inForce = mirrorInForce(map.layout, design);
    this.apart = mirrorPageblocksOf(map, design);
    const mirrorIsApart = setsPageblocksApart(map.layout, design);
    this.setsAside = mirrorIsApart && design.mirrorCountsFree === 'entitled';
    this.prefersMirror = mirrorIsApart && design.mirrorCountsFree === 'everyone';
    this.habits = habits;
    this.boost = map.zones.map(() => 0);
    this.blocks = [...map.blockStates];
    this.pages = Array.from({ length: map.frameCount }, (_, pfn) => pageAtBoot(map, pfn));
    for (const page of this.pages)
      if ((page.state === 'free' || page.state === 'fixed') && this.isApart(page.pfn)) page.type = MIRROR;
  }

  isApart(pfn: number): boolean {
    return this.apart[Math.floor(pfn / 2 ** this.map.layout.geometry.pageblockOrder)] === 1;
  }

  /** Whether a free page counts as free: one of a reserve does not. */
  countsFree({ state, type }: Page): boolean {
    return state === 'free' && !(this.setsAside && type === MIRROR);
  }

  range(pfn: number, order: number): Page[] {
    return this.pages.slice(pfn, pfn + 2 ** order);
  }

  pageblock(pfn: number): Page[] {
    const { pageblockOrder } = this.map.layout.geometry;
    return this.range(pfn - (pfn % 2 ** pageblockOrder), pageblockOrder);
  }

  count(zone: number, counts: (page: Page) => boolean): number {
    return this.pages.filter((page) => page.zone === zone && counts(page)).length;
  }

  managed(): number[] {
    const inService = (page: Page) => page.state !== 'fixed' && page.state !== 'present';
    return this.map.zones.map((_, zone) => this.count(zone, inService));
  }

  /** Free blocks of a zone: aligned runs of free pages of one type, as large as they can be. */
  freeBlocks(zone: number): { pfn: number; order: number; type: number }[] {
    const blocks = [];
    let end = 0;
    for (const { pfn, type, state, zone: own } of this.pages) {
      if (pfn < end || own !== zone || state !== 'free') continue;
      const order = this.orderAround(pfn);
      end = pfn + 2 ** order;
      blocks.push({ pfn, order, type });
    }
    return blocks;
  }

  /** Order of the free block around a page, or -1. */
  orderAround(pfn: number): number {
    let order = -1;
    while (order < this.map.layout.geometry.maxOrder && this.isFreeBlock(pfn, order + 1)) order++;
    return order;
  }

  /** The page is free now, withheld, or retired, as it is; free blocks of pageblocks that merge get its type. */
  release(page: Page): void {
    page.holder = null;
    page.list = null;
    page.state = page.bad ? 'retired' : page.isolated ? 'withheld' : 'free';
    if (page.state !== 'free') return;
    const { maxOrder, pageblockOrder } = this.map.layout.geometry;
    let order = this.orderAround(page.pfn);
    for (; order >= pageblockOrder && order < maxOrder; order = this.orderAround(page.pfn)) {
      const buddy = (page.pfn - (page.pfn % 2 ** order)) ^ (2 ** order);
      const other = this.pages[buddy];
      if (!other || other.zone !== page.zone || !this.isFreeBlock(buddy, order)) return;
      if (!isOrdinary(other.type) || !isOrdinary(page.type)) return;
      for (const each of this.range(buddy, order)) each.type = page.type;
    }
  }

  private isFreeBlock(pfn: number, order: number): boolean {
    const { zone, type } = this.pages[pfn]!; // Asked of pages that exist.
    const range = this.range(pfn - (pfn % 2 ** order), order);
    const isAlike = (page: Page) => page.state === 'free' && page.zone === zone && page.type === type;
    return range.length === 2 ** order && range.every(isAlike);
  }
}

function pageAtBoot(map: MemoryMap, pfn: number): Page {
  const run = map.runs.find(({ start, end }) => start <= pfn && pfn < end);
  const size = 2 ** map.layout.geometry.pageblockOrder;
  const first = pfn - (pfn % size);
  const cma = map.runs.some((other) => other.cma && other.start < first + size && other.end > first);
  const common = {
    pfn,
    isolated: false,
    bad: false,
    clean: false,
    holder: null,
    list: null,
    type: cma ? CMA : MOVABLE,
  };
  if (!run) return { ...common, state: 'absent', zone: NO_ZONE, mirror: 'bare' };
  const state = run.state === 'available' ? 'free' : run.state === 'fixed' ? 'fixed' : 'present';
  return { ...common, state, zone: run.zone, mirror: run.mirror };
}
