import {
  DESIGNS,
  type Design,
  EFFECT_KINDS,
  Effects,
  type Layout,
  type MemoryRange,
  REQUEST_CLASSES,
  requestClassNumber,
} from '../../spec/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { type BootChoices, PageAllocator } from '../pageAllocator.ts';

/** A layout in the words of a test: what it does not say is one node, one CPU, no marks, no DMA zones. */
export interface SmallLayout {
  readonly ranges: readonly (Partial<MemoryRange> & { start: number; end: number })[];
  readonly reserved?: Layout['reserved'];
  readonly cma?: Layout['cma'];
  readonly cpus?: number;
  readonly geometry?: Partial<Layout['geometry']>;
  readonly boot?: Layout['boot'];
  readonly tuning?: Layout['tuning'];
}

/** Nothing is held back: a request may take the last page. */
export const NO_MARKS: NonNullable<Layout['tuning']> = {
  minFreePages: 0,
  movableMinPages: [0, 0],
  lowmemReserveRatio: [0, 0, 0],
  watermarkScaleFactor: 0,
};

export function layoutOf(small: SmallLayout): Layout {
  return {
    name: 'test',
    ranges: small.ranges.map((range) => ({ node: 0, mirrored: false, ...range })),
    ...(small.reserved && { reserved: small.reserved }),
    ...(small.cma && { cma: small.cma }),
    cpus: small.cpus ?? 1,
    geometry: {
      maxOrder: 4,
      pageblockOrder: 3,
      memoryBlockPages: 16,
      dmaEnd: 0,
      dma32End: 0,
      ...small.geometry,
    },
    boot: small.boot ?? {},
    tuning: small.tuning ?? NO_MARKS,
  };
}

export interface Booted {
  readonly allocator: PageAllocator;
  readonly effects: Effects;
}

/** Boots an allocator on a small layout, with all effects in its log unless another is given. */
export function bootOf(
  small: SmallLayout,
  design: Design = DESIGNS.none,
  Kind: typeof PageAllocator = PageAllocator,
  choices: BootChoices = {},
  effects = new Effects(),
): Booted {
  const allocator = new Kind(memoryMapOf(layoutOf(small), design), design, effects, choices);
  return { allocator, effects };
}

/** Flags of a request class by its name. */
export const gfpOf = (name: string): number => REQUEST_CLASSES[requestClassNumber(name)]!.gfp;

/** Effects since the last clear as words, such as `took 4 0`. */
export function effectsOf(effects: Effects): string[] {
  return Array.from(
    { length: effects.count },
    (_, index) => `${EFFECT_KINDS[effects.kind(index)]} ${effects.first(index)} ${effects.second(index)}`,
  );
}
