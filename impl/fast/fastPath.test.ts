import { describe, expect, it } from 'vitest';
import {
  DESIGN_NAMES,
  DESIGNS,
  type DesignName,
  DONE,
  Effects,
  GFP,
  GFP_KERNEL,
  INVALID,
  REQUEST_CLASSES,
} from '../../spec/index.ts';
import { reservePageblock } from '../buddy/highatomic.ts';
import { NONE } from '../memory/pageWord.ts';
import { PageAllocator } from '../pageAllocator.ts';
import { bootOf, effectsOf, gfpOf, type SmallLayout } from '../testing/bootOf.ts';
import { FREE_CMA_PAGES, FREE_HIGHATOMIC_PAGES, FREE_PAGES } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { fastPathOf } from './fastPath.ts';

/** Does everything as the other, but by a mechanism of its own, so that it goes the long way. */
class LongWay extends PageAllocator {
  override keep(pfn: number, order: number, cpu: number): void {
    super.keep(pfn, order, cpu);
  }
}

/** Pageblocks larger than what private lists hold, so that there are blocks between the two. */
const geometry = { maxOrder: 6, pageblockOrder: 4, memoryBlockPages: 64 };
const LAYOUTS: Record<string, SmallLayout> = {
  'of one zone': { ranges: [{ start: 0, end: 512 }], geometry, cpus: 2 },
  'with marks': { ranges: [{ start: 0, end: 1024 }], geometry, cpus: 2, tuning: { minFreePages: 32 } },
  'with CMA': {
    ranges: [{ start: 0, end: 512 }],
    cma: [{ start: 128, end: 320 }],
    geometry,
    tuning: { minFreePages: 64 },
  },
  'with a mirror': {
    ranges: [
      { start: 0, end: 256, mirrored: true },
      { start: 256, end: 512 },
    ],
    boot: { kernelcore: 'mirror' },
    geometry,
    cpus: 2,
  },
  'with a mirror and marks': {
    ranges: [
      { start: 0, end: 512, mirrored: true },
      { start: 512, end: 1024 },
    ],
    boot: { kernelcore: 'mirror' },
    geometry,
    tuning: { minFreePages: 32 },
  },
  'with two nodes': {
    ranges: [
      { start: 0, end: 256 },
      { start: 256, end: 512, node: 1 },
    ],
    boot: { kernelcore: '50%' },
    geometry,
  },
  'with reserves for bursts': {
    ranges: [{ start: 0, end: 512 }],
    geometry: { maxOrder: 5, pageblockOrder: 1 },
    cpus: 2,
    tuning: { minFreePages: 256 },
  },
  'with small pageblocks': { ranges: [{ start: 0, end: 256 }], geometry: { maxOrder: 5, pageblockOrder: 2 } },
};

const STEPS = 3000;

/** One operation, the same on both, chosen by a random word. */
function step(random: number, allocator: PageAllocator, held: readonly [number, number][]): number {
  const cpu = (random >>> 3) % allocator.memory.cpuCount;
  const node = (random >>> 5) % allocator.memory.nodeCount;
  const [pfn, order] = held[(random >>> 9) % held.length] ?? [0, 0];
  const pageblock = (random >>> 9) % (allocator.memory.frameCount >> allocator.memory.pageblockOrder);
  const rare = (random >>> 20) % 64;
  if (rare === 0) return allocator.isolate(pageblock);
  if (rare < 3) return allocator.unisolate(pageblock);
  if (rare === 3) return allocator.pin(pfn, order, 0);
  if (rare === 4) return allocator.mlock(pfn, order);
  if (rare === 5) return allocator.drain(cpu);
  // The lists of user memory are kept from the first of these on.
  if (rare === 7 && random & 128) return allocator.reclaim(2, node, 3);
  if (rare === 6 && random & 64) return allocator.poison((random >>> 9) % allocator.memory.frameCount, 0);
  if (random & 1) return allocator.free(pfn, order, cpu);
  const { gfp } = REQUEST_CLASSES[(random >>> 7) % REQUEST_CLASSES.length]!;
  return allocator.allocate((random >>> 13) % 7, gfp, node, cpu, (random >>> 17) % 8);
}

describe('the fast path', () => {
  it('is taken by the allocator as it is, and by none that changes a mechanism it stands for', () => {
    const of = (Kind: typeof PageAllocator) =>
      fastPathOf(bootOf(LAYOUTS['of one zone']!, DESIGNS.none, Kind).allocator, PageAllocator.prototype);
    expect(of(PageAllocator)).not.toBeNull();
    expect(of(LongWay)).toBeNull();
  });

  describe.each(Object.entries(LAYOUTS))('on a machine %s', (_, layout) => {
    it.each([
      ...DESIGN_NAMES.map((design) => [design, 'with all effects', true] as const),
      ['kernelcore', 'with few', false] as const,
    ])('comes to the same as the long way, under %s %s', (design, _, logged) => {
      const short = bootOf(layout, DESIGNS[design], PageAllocator, {}, new Effects(logged));
      const long = bootOf(layout, DESIGNS[design], LongWay, {}, new Effects(logged));
      const held: [number, number][] = [];
      let random = 7;
      for (let count = 0; count < STEPS; count++) {
        random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
        const word = (random ^ (random >>> 15)) >>> 0;
        short.effects.clear();
        long.effects.clear();
        const answer = step(word, short.allocator, held);
        if (step(word, long.allocator, held) !== answer) expect.fail(`answers differ at step ${count}`);
        if (effectsOf(short.effects).join() !== effectsOf(long.effects).join())
          expect.fail(`effects differ at step ${count}`);
        if (count % 16 === 0) expect(sameState(short.allocator, long.allocator), `step ${count}`).toBe(true);
        track(held, short.allocator, answer, word);
      }
      expect(sameState(short.allocator, long.allocator)).toBe(true);
    });
  });

  it.each<[string, DesignName, requests: number, frees: number]>([
    ['of one zone', 'none', 166, 176],
    ['with marks', 'none', 184, 177],
    ['with CMA', 'none', 88, 162],
    ['with a mirror', 'none', 166, 176],
    ['with a mirror', 'kernelcore', 164, 188],
    ['with a mirror', 'nonmirror', 162, 192],
    ['with a mirror', 'reserve', 143, 166],
    ['with a mirror', 'migratetype', 7, 53],
    ['with two nodes', 'none', 140, 189],
    ['with small pageblocks', 'none', 154, 102],
  ])('takes all the calls that it can, on a machine %s under %s', (layout, design, ...calls) => {
    expect(callsTaken(bootOf(LAYOUTS[layout]!, DESIGNS[design]).allocator)).toEqual(calls);
  });

  it.each([
    [7, 0, 0, 0],
    [-1, 0, 0, 0],
    [33, 0, 0, 0],
    [0, 2, 0, 0],
    [0, -1, 0, 0],
    [0, 0, 2, 0],
    [0, 0, -1, 0],
    [0, 0, 0, 8],
    [0, 0, 0, -1],
  ])(
    'leaves a request to the long way that nobody may make: order %i, node %i, CPU %i, owner %i',
    (...asked) => {
      const [order, node, cpu, owner] = asked;
      const { allocator } = bootOf({
        ...LAYOUTS['with two nodes']!,
        cpus: 2,
        geometry: { ...geometry, dmaEnd: 64 },
      });
      for (const gfp of [GFP_KERNEL | GFP.DMA, GFP_KERNEL, gfpOf('user')])
        allocator.free(allocator.allocate(3, gfp, 0, 0), 3, 0); // So that there is something on all lists.
      const before = Buffer.from(bytesOf(allocator));
      expect(
        fastPathOf(allocator, PageAllocator.prototype)!.take(order, gfpOf('user'), node, cpu, owner),
      ).toBe(-1);
      expect(allocator.allocate(order, gfpOf('user'), node, cpu, owner)).toBe(INVALID);
      expect(Buffer.compare(before, bytesOf(allocator))).toBe(0);
    },
  );

  it('leaves a free to the long way that nobody may make', () => {
    const { allocator } = bootOf(LAYOUTS['with small pageblocks']!);
    const fast = fastPathOf(allocator, PageAllocator.prototype)!;
    const pfn = allocator.allocate(2, gfpOf('user'), 0, 0, 1);
    for (const [start, order, cpu] of [
      [pfn, 2, 1],
      [pfn, 2, -1],
      [256, 0, 0],
      [-1, 0, 0],
      [pfn, 1, 0],
      [pfn, -1, 0],
    ] as const) {
      expect(fast.keep(start, order, cpu), `${start} ${order} ${cpu}`).toBe(false);
      expect(allocator.free(start, order, cpu)).toBe(INVALID);
    }
    expect(allocator.free(pfn, 2, 0)).toBe(DONE);
  });

  it('serves page 0 like any other, and sees it behind another', () => {
    const { allocator, effects } = bootOf({ ranges: [{ start: 0, end: 512 }], geometry });
    const gfp = gfpOf('kernel');
    const [first, , third] = [0, 1, 2].map(() => allocator.allocate(4, gfp, 0, 0));
    expect(first).toBe(0);
    const page = allocator.allocate(0, gfp, 0, 0);
    allocator.free(0, 4, 0);
    allocator.free(third!, 4, 0);
    expect([allocator.allocate(4, gfp, 0, 0), allocator.allocate(4, gfp, 0, 0)]).toEqual([third, 0]);
    allocator.free(0, 4, 0);
    allocator.drain(0);
    const zero = Array.from({ length: 40 }, () => allocator.allocate(0, gfp, 0, 0)).find((pfn) => pfn === 0);
    expect([page, zero]).toEqual([48, 0]);
    allocator.free(0, 0, 0);
    effects.clear();
    expect([allocator.allocate(0, gfp, 0, 0), effects.count]).toEqual([0, 0]);
  });

  it('leaves large movable blocks to the long way while most of what is free is of CMA, from where they come', () => {
    const { allocator } = bootOf({
      ranges: [{ start: 0, end: 256 }],
      cma: [{ start: 64, end: 256 }],
      geometry: { ...geometry, maxOrder: 5 },
    });
    const fast = fastPathOf(allocator, PageAllocator.prototype)!;
    const user = gfpOf('user');
    expect(fast.take(5, user, 0, 0, 1)).toBe(NONE);
    expect(allocator.allocate(5, user, 0, 0, 1)).toBeGreaterThanOrEqual(64);
    while (
      allocator.memory.zones[fieldOf(2, FREE_CMA_PAGES)]! * 2 >
      allocator.memory.zones[fieldOf(2, FREE_PAGES)]!
    )
      expect(allocator.allocate(5, user, 0, 0, 1)).toBeGreaterThanOrEqual(64);
    expect(fast.take(5, user, 0, 0, 1)).toBeLessThan(64);
  });

  it('leaves blocks of reserved pageblocks to the long way, which counts them', () => {
    const { allocator } = bootOf({ ranges: [{ start: 0, end: 2048 }], geometry });
    const pfn = allocator.allocate(4, gfpOf('user'), 0, 0);
    reservePageblock(allocator.memory, 2, pfn, 4);
    expect(fastPathOf(allocator, PageAllocator.prototype)!.keep(pfn, 4, 0)).toBe(false);
    expect(allocator.free(pfn, 4, 0)).toBe(DONE);
    expect(allocator.memory.zones[fieldOf(2, FREE_HIGHATOMIC_PAGES)]).toBe(16);
  });

  it('serves and keeps without the mechanisms being asked', () => {
    const { allocator } = bootOf(LAYOUTS['of one zone']!);
    const fast = fastPathOf(allocator, PageAllocator.prototype)!;
    const pfn = allocator.allocate(0, gfpOf('user'), 0, 0, 1);
    expect([fast.keep(pfn, 0, 0), fast.keep(pfn, 0, 0)]).toEqual([true, false]);
    expect(fast.take(0, gfpOf('user'), 0, 0, 1)).toBe(pfn);
    expect(fast.take(0, gfpOf('user') | GFP.ZERO, 0, 0, 1)).toBe(-1);
    const [large, larger] = [4, 5].map((order) => allocator.allocate(order, gfpOf('kernel'), 0, 0, 0));
    expect(fast.keep(large!, 4, 0)).toBe(true);
    expect(fast.keep(larger!, 5, 0)).toBe(false); // Above the pageblock.
  });
});

/** Requests and frees that the fast path answers, of a few hundred with arguments that are not always right. */
function callsTaken(allocator: PageAllocator): [requests: number, frees: number] {
  const { take, keep } = fastPathOf(allocator, PageAllocator.prototype)!;
  const { cpuCount, nodeCount } = allocator.memory;
  const held: [number, number][] = [];
  const calls: [number, number] = [0, 0];
  let random = 11;
  for (let count = 0; count < 600; count++) {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    const word = (random ^ (random >>> 15)) >>> 0;
    const cpu = (word >>> 3) % cpuCount;
    if ((word & 7) < 3 && held.length > 0) {
      const [[pfn, order]] = held.splice((word >>> 9) % held.length, 1) as [[number, number]];
      if (keep(pfn, order, cpu)) calls[1]++;
      else allocator.free(pfn, order, cpu);
      continue;
    }
    const { gfp } = REQUEST_CLASSES[(word >>> 7) % REQUEST_CLASSES.length]!;
    const request = [(word >>> 13) % 7, gfp, (word >>> 5) % nodeCount, cpu, (word >>> 17) % 8] as const;
    const fast = take(...request);
    if (fast >= 0) calls[0]++;
    const pfn = fast >= 0 ? fast : allocator.allocate(...request);
    if (pfn >= 0) held.push([pfn, request[0]]);
  }
  return calls;
}

const bytesOf = ({ memory: { state } }: PageAllocator): Uint8Array =>
  new Uint8Array(state.buffer, state.byteOffset, state.byteLength);

/** Compared as bytes, since a comparison of arrays for a report costs a hundred times as much. */
const sameState = (one: PageAllocator, other: PageAllocator): boolean =>
  Buffer.compare(bytesOf(one), bytesOf(other)) === 0;

/** Keeps most of what was given and forgets what may be gone: a free of what is not held is INVALID for both. */
function track(held: [number, number][], allocator: PageAllocator, answer: number, word: number): void {
  const isRequest = (word >>> 20) % 64 > 7 && !(word & 1);
  if (isRequest && answer >= 0) held.push([answer, (word >>> 13) % 7]);
  if (held.length > allocator.memory.frameCount >> 3) held.splice((word >>> 9) % held.length, 1);
}
