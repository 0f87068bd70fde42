import { PageAllocator } from '../../impl/index.ts';
import { makeLists } from '../../impl/memory/lru.ts';
import {
  DESIGNS,
  type Design,
  Effects,
  GFP,
  GFP_HIGHUSER_MOVABLE,
  GFP_KERNEL,
  type Layout,
  X86_64,
} from '../../spec/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { Subject } from './subject.ts';
import { WithoutCaches, WithoutFastPath } from './without.ts';

/** The allocator in one of its roles: on which machine, asked for what. */
interface Role {
  readonly design: Design;
  readonly ranges: (pages: number) => Layout['ranges'];
  readonly boot?: Layout['boot'];
  readonly Kind?: typeof PageAllocator;
  /** With the effects of private lists in the log, as the oracle wants them. */
  readonly logged?: boolean;
  /** As after the first reclaim. */
  readonly listed?: boolean;
  /** Flags of the requests, in turn. */
  readonly flags: readonly number[];
}

const NODE = { node: 0, mirrored: false };
const plain = (pages: number): Layout['ranges'] => [{ ...NODE, start: 0, end: pages }];
const halves =
  (mirrored: boolean) =>
  (pages: number): Layout['ranges'] => [
    { ...NODE, start: 0, end: pages / 2, mirrored },
    { ...NODE, start: pages / 2, end: pages },
  ];
const KERNEL = [GFP_KERNEL];
const USER = [GFP_HIGHUSER_MOVABLE];
const BOTH = [GFP_KERNEL, GFP_HIGHUSER_MOVABLE];

export const ROLES: Readonly<Record<string, Role>> = {
  /** Kernel memory, all of it in one zone, so that it does the same work as the core. */
  kernel: { design: DESIGNS.full, ranges: plain, flags: KERNEL },
  /** The same with a reader of all effects. */
  logged: { design: DESIGNS.full, ranges: plain, flags: KERNEL, logged: true },
  /** User memory of a process, from which nothing was ever reclaimed. */
  user: { design: DESIGNS.full, ranges: plain, flags: USER },
  /** The same on the lists of reclaim. */
  listed: { design: DESIGNS.full, ranges: plain, flags: USER, listed: true },
  /** Three types of mobility in turn. */
  types: {
    design: DESIGNS.full,
    ranges: plain,
    flags: [GFP_KERNEL, GFP_KERNEL | GFP.RECLAIMABLE, GFP_HIGHUSER_MOVABLE],
  },
  /** The same without the fast path, and then without private lists either. */
  long: { design: DESIGNS.full, ranges: plain, flags: KERNEL, Kind: WithoutFastPath },
  uncached: { design: DESIGNS.full, ranges: plain, flags: KERNEL, Kind: WithoutCaches },
  /** The same under the design that knows of no mirrored memory. */
  unmirrored: { design: DESIGNS.none, ranges: plain, flags: KERNEL },
  /** Kernel memory from the mirrored half, user memory from the other. */
  mirrored: {
    design: DESIGNS.full,
    ranges: halves(true),
    boot: { kernelcore: 'mirror' },
    flags: BOTH,
  },
  /** The same two zones, and no mirror. */
  zoned: { design: DESIGNS.full, ranges: halves(false), boot: { kernelcore: '50%' }, flags: BOTH },
};

const CPUS = 4;
const OWNER = 1;

/** Boots the allocator on a machine of that many pages, with the default marks, and asks from one CPU. */
export function complete(name: string, pages: number): Subject {
  const { design, ranges, boot, flags, Kind, logged = false, listed = false } = ROLES[name]!;
  const layout: Layout = {
    name: 'bench',
    ranges: ranges(pages),
    cpus: CPUS,
    // One zone from page 0 on, whose memory blocks even the smallest machine has two of.
    geometry: { ...X86_64, dmaEnd: 0, dma32End: 0, memoryBlockPages: 2048 },
    boot: boot ?? {},
  };
  const effects = new Effects(logged);
  const allocator = new (Kind ?? PageAllocator)(memoryMapOf(layout, design), design, effects);
  if (listed) makeLists(allocator.memory);
  return flags.length === 1
    ? askingFor(allocator, effects, flags[0]!)
    : askingInTurn(allocator, effects, Int32Array.from(flags));
}

const askingFor = (allocator: PageAllocator, effects: Effects, gfp: number): Subject => ({
  allocate: (order) => {
    effects.clear();
    return allocator.allocate(order, gfp, 0, 0, OWNER);
  },
  free: (pfn, order) => {
    effects.clear();
    allocator.free(pfn, order, 0);
  },
});

function askingInTurn(allocator: PageAllocator, effects: Effects, flags: Int32Array): Subject {
  let turn = 0;
  return {
    allocate: (order) => {
      effects.clear();
      turn = turn + 1 < flags.length ? turn + 1 : 0;
      return allocator.allocate(order, flags[turn]!, 0, 0, OWNER);
    },
    free: (pfn, order) => {
      effects.clear();
      allocator.free(pfn, order, 0);
    },
  };
}
