import {
  type BootAllocator,
  bootPrefersMirror,
  bootRegionsOf,
  type Design,
  DONE,
  type Effects,
  INVALID,
  type Layout,
  NO_MEMORY,
  type PfnRange,
} from '../../spec/index.ts';

/** Free ranges as `start, end, region` in ascending order; three integers each. */
const WORDS = 3;

/** Memory that is free, and the region it belongs to. */
export interface FreeRange extends PfnRange {
  readonly region: number;
}

/** What a search looks at: `node` -1 stands for any. */
interface Search {
  readonly pages: number;
  readonly step: number;
  readonly node: number;
  readonly mirroredOnly: boolean;
}

/**
 * The allocator of boot: a sorted array of free ranges, searched from the top down as memblock does. It lives for a few hundred
 * requests, so its cost is linear in the number of ranges. Source: mm/memblock.c.
 */
export class BootMemblock implements BootAllocator {
  readonly #effects: Effects;
  readonly #mirrorFirst: boolean;
  /** By region. */
  readonly #startOf: Int32Array;
  readonly #nodeOf: Int32Array;
  readonly #mirrored: Uint8Array;
  #free: number[] = [];
  readonly #held = new Map<number, number>();

  constructor(layout: Layout, design: Design, effects: Effects) {
    const regions = bootRegionsOf(layout);
    this.#effects = effects;
    this.#mirrorFirst = bootPrefersMirror(layout, design);
    this.#startOf = Int32Array.from(regions, ({ start }) => start);
    this.#nodeOf = Int32Array.from(regions, ({ node }) => node);
    this.#mirrored = Uint8Array.from(regions, ({ mirrored }) => Number(mirrored));
    regions.forEach(({ start, end }, region) => {
      this.#free.push(start, end, region);
    });
    for (const { start, end } of layout.reserved ?? []) this.#cutOut(start, end);
  }

  reserve(pages: number, align: number, node: number, exact: boolean): number {
    if (pages <= 0 || align < 0 || align > 30) return INVALID;
    const mirrored = this.prefersMirror() ? this.#search(pages, 2 ** align, node, exact, true) : NO_MEMORY;
    const pfn = mirrored >= 0 ? mirrored : this.#search(pages, 2 ** align, node, exact, false);
    if (pfn < 0) return NO_MEMORY;
    if (mirrored < 0 && this.prefersMirror()) this.warn(pfn);
    this.take(pfn, pfn + pages, 2 ** align, exact);
    this.#held.set(pfn, pages);
    return pfn;
  }

  release(pfn: number, pages: number): number {
    if (this.#held.get(pfn) !== pages) return INVALID;
    this.#held.delete(pfn);
    this.putBack(pfn, pfn + pages);
    return DONE;
  }

  /** Whether mirrored memory is sought first. Source: choose_memblock_flags. */
  prefersMirror(): boolean {
    return this.#mirrorFirst;
  }

  /** Says that boot memory went to unmirrored frames. */
  warn(pfn: number): void {
    this.#effects.fellBack(pfn);
  }

  /** Takes a range that was found out of what is free; it begins at a multiple of `_step`, on the node asked for if `_exact`. */
  take(start: number, end: number, _step: number, _exact: boolean): void {
    this.#cutOut(start, end);
  }

  /** Puts a range among those that are free, as one with those that it joins. Source: memblock_add_range, memblock_merge_regions. */
  putBack(start: number, end: number): void {
    const region = this.#regionAt(start);
    const joined = this.partnersOf(this.#neighboursOf(start, end), region);
    const first = Math.min(start, ...joined.map((range) => range.start));
    const last = Math.max(end, ...joined.map((range) => range.end));
    this.#cutOut(first, last);
    const free = this.#free;
    let at = 0;
    while (at < free.length && free[at]! < first) at += WORDS;
    free.splice(at, 0, first, last, region);
  }

  /** Those of the neighbours that a free range becomes one with: memory of one node and one kind. */
  partnersOf(neighbours: readonly FreeRange[], region: number): readonly FreeRange[] {
    return neighbours.filter((range) => range.region === region);
  }

  /** On the node first, then, unless the request is exact, anywhere. */
  #search(pages: number, step: number, node: number, exact: boolean, mirroredOnly: boolean): number {
    const near = this.#highest({ pages, step, node, mirroredOnly });
    return near >= 0 || exact ? near : this.#highest({ pages, step, node: -1, mirroredOnly });
  }

  /** The highest range that fits; NO_MEMORY if there is none. */
  #highest({ pages, step, node, mirroredOnly }: Search): number {
    const free = this.#free;
    for (let at = free.length - WORDS; at >= 0; at -= WORDS) {
      const region = free[at + 2]!; // Three integers a range, here and below.
      if (mirroredOnly && this.#mirrored[region] === 0) continue;
      if (node >= 0 && this.#nodeOf[region] !== node) continue;
      const start = Math.floor((free[at + 1]! - pages) / step) * step;
      if (start >= free[at]!) return start;
    }
    return NO_MEMORY;
  }

  #cutOut(start: number, end: number): void {
    const rest: number[] = [];
    const free = this.#free;
    for (let at = 0; at < free.length; at += WORDS) {
      const [from, to, region] = [free[at]!, free[at + 1]!, free[at + 2]!];
      const [below, above] = [Math.min(to, start), Math.max(from, end)];
      if (from < below) rest.push(from, below, region);
      if (above < to) rest.push(above, to, region);
    }
    this.#free = rest;
  }

  /** Free ranges that touch `[start, end)`, the lower one first. */
  #neighboursOf(start: number, end: number): FreeRange[] {
    const neighbours: FreeRange[] = [];
    const free = this.#free;
    for (let at = 0; at < free.length; at += WORDS) {
      const range = { start: free[at]!, end: free[at + 1]!, region: free[at + 2]! };
      if (range.end === start || range.start === end) neighbours.push(range);
    }
    return neighbours;
  }

  #regionAt(pfn: number): number {
    return this.#startOf.findLastIndex((start) => start <= pfn);
  }
}
