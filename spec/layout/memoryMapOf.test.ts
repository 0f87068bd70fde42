import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import { bootZonesOf } from '../zones/bootZones.ts';
import { NO_ZONE, ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL } from '../zones/zone.ts';
import type { BootOptions, Geometry, Layout, MemoryRange } from './layout.ts';
import { memoryMapOf } from './memoryMapOf.ts';
import { covers, pagesIn } from './pfnRange.ts';

const GEOMETRY: Geometry = { maxOrder: 3, pageblockOrder: 2, memoryBlockPages: 16, dmaEnd: 0, dma32End: 32 };

/** `'M0-64 U64-128'` in pages on node 0; a letter before the colon names another node: `'1:U64-128'`. */
const memory = (text: string): MemoryRange[] =>
  text.split(' ').map((word) => {
    const [, node = '0', kind, start, end, marks = ''] =
      /^(?:(\d):)?([MU])(\d+)-(\d+)([oh]*)$/.exec(word) ?? [];
    return {
      start: Number(start),
      end: Number(end),
      node: Number(node),
      mirrored: kind === 'M',
      ...(marks.includes('o') ? { offline: true } : {}),
      ...(marks.includes('h') ? { hotpluggable: true } : {}),
    };
  });

const machine = (
  text: string,
  boot: BootOptions = { kernelcore: 'mirror' },
  more: Partial<Layout> = {},
): Layout => ({
  name: 'test',
  ranges: memory(text),
  cpus: 1,
  geometry: GEOMETRY,
  boot,
  ...more,
});

const kernelcoreMap = (layout: Layout) => memoryMapOf(layout, DESIGNS.kernelcore);

/** `32-64 zone 2 protected available` */
const runsOf = (layout: Layout) =>
  kernelcoreMap(layout).runs.map(
    ({ start, end, zone, mirror, exemptBecause, state, cma }) =>
      `${start}-${end} zone ${zone} ${exemptBecause ?? mirror} ${state}${cma ? ' cma' : ''}`,
  );

const findingKinds = (layout: Layout) => kernelcoreMap(layout).findings.map(({ kind }) => kind);

describe('runs', () => {
  test('are cut by reserved ranges and CMA areas, and carry their state', () => {
    const reserved = [{ start: 4, end: 6, why: 'kernel image' }];
    const layout = machine(
      'M0-64 U64-96',
      { kernelcore: 'mirror' },
      { reserved, cma: [{ start: 56, end: 64 }] },
    );
    expect(runsOf(layout)).toEqual([
      '0-4 zone 1 protected available',
      '4-6 zone 1 protected fixed',
      '6-32 zone 1 protected available',
      '32-56 zone 2 protected available',
      '56-64 zone 2 protected available cma',
      '64-96 zone 3 bare available',
    ]);
    const [, dma32, normal, movable] = kernelcoreMap(layout).zones;
    expect([dma32?.managed, normal?.managed, movable?.managed]).toEqual([30, 32, 32]);
  });

  test('of adjacent ranges with equal facts are joined', () => {
    expect(runsOf(machine('M0-16 M16-24 M24-32'))).toEqual(['0-32 zone 1 protected available']);
  });

  test('of offline memory have no zone, and their blocks are offline', () => {
    const layout = machine('M0-64 U64-80 U80-96o U112-128');
    expect(runsOf(layout)).toContain('80-96 zone 255 bare offline');
    expect(kernelcoreMap(layout).blockStates.slice(4)).toEqual(['online', 'offline', 'absent', 'online']);
    expect(kernelcoreMap(layout).frameCount).toBe(128);
  });

  test('without an active mirror promise nothing, and name the reason', () => {
    const layout = machine('M0-64 U64-128', { kernelcore: 96 });
    expect(runsOf(layout)).toEqual([
      '0-32 zone 1 protected available',
      '32-64 zone 2 protected available',
      '64-96 zone 2 no-promise available',
      '96-128 zone 3 bare available',
    ]);
  });
});

describe('sizes and percentages', () => {
  const startsOf = (layout: Layout) => bootZonesOf(layout, DESIGNS.none).movableStarts;

  test.each([
    ['kernelcore of 100 pages, rounded up to a largest block', { kernelcore: 100 }, [104]],
    ['kernelcore=50%', { kernelcore: '50%' }, [128]],
    ['movablecore=25%', { movablecore: '25%' }, [192]],
    ['movablecore=9, rounded up to 16 pages', { movablecore: 9 }, [240]],
    ['both: the larger kernelcore wins', { kernelcore: 200, movablecore: 128 }, [200]],
    ['both: the larger remainder wins', { kernelcore: 64, movablecore: 128 }, [128]],
    ['kernelcore of all memory', { kernelcore: 256 }, [0]],
    ['kernelcore=0', { kernelcore: 0 }, [0]],
    ['nothing', {}, [0]],
    ['movablecore of everything: memory below 4 GiB stays', { movablecore: 240 }, [32]],
  ] as const)('%s', (_, boot, starts) => {
    expect(startsOf(machine('U0-256', boot))).toEqual(starts);
  });

  test('are spread evenly over nodes, and a small node leaves its share to the others', () => {
    expect(startsOf(machine('0:U0-128 1:U128-256', { kernelcore: 128 }))).toEqual([64, 192]);
    expect(startsOf(machine('0:U0-48 1:U48-256', { kernelcore: 128 }))).toEqual([0, 128]);
  });

  test('cut ZONE_NORMAL, so that no span overlaps', () => {
    const zones = memoryMapOf(machine('U0-256', { kernelcore: 128 }), DESIGNS.none).zones;
    expect(zones[ZONE_NORMAL]).toMatchObject({ start: 32, spanned: 96, present: 96, members: 96 });
    expect(zones[ZONE_MOVABLE]).toMatchObject({ start: 128, spanned: 128, present: 128, members: 128 });
  });

  test('of a machine without memory above 4 GiB carve ZONE_MOVABLE from DMA32', () => {
    const zones = memoryMapOf(machine('U0-32', { kernelcore: 16 }), DESIGNS.none).zones;
    expect(zones[ZONE_DMA32]).toMatchObject({ start: 0, spanned: 16 });
    expect(zones[ZONE_MOVABLE]).toMatchObject({ start: 16, spanned: 16 });
  });
});

test('a machine smaller than ZONE_DMA has that zone alone, from its first page on', () => {
  const geometry = { ...GEOMETRY, dmaEnd: 64, dma32End: 64 };
  const zones = memoryMapOf(machine('U1-48', { kernelcore: 16 }, { geometry }), DESIGNS.none).zones;
  expect(zones.map(({ start, spanned }) => [start, spanned])).toEqual([
    [1, 23],
    [0, 0],
    [0, 0],
    [24, 24],
  ]);
});

describe('movable_node', () => {
  test('starts ZONE_MOVABLE at the lowest hotpluggable range of each node', () => {
    const layout = machine('0:U0-64 0:U64-96h 1:U96-128h', { movableNode: true, kernelcore: 8 });
    expect(bootZonesOf(layout, DESIGNS.kernelcore).movableStarts).toEqual([64, 96]);
    expect(runsOf(layout).slice(-2)).toEqual(['64-96 zone 3 bare available', '96-128 zone 7 bare available']);
  });

  test('wins over kernelcore=mirror, which then promises nothing', () => {
    const layout = machine('M0-40 U40-64 M64-96 U96-128h', { movableNode: true, kernelcore: 'mirror' });
    expect(bootZonesOf(layout, DESIGNS.kernelcore)).toMatchObject({ mode: 'overruled', movableStarts: [96] });
    expect(runsOf(layout)).toContain('40-64 zone 2 no-promise available');
  });
});

describe('nodes', () => {
  test('are tried by distance, ties upwards and round', () => {
    const layout = machine('0:M0-32 1:M32-64 2:M64-96 3:M96-128');
    expect(kernelcoreMap(layout).nodeOrder).toEqual([
      [0, 1, 2, 3],
      [1, 2, 3, 0],
      [2, 3, 0, 1],
      [3, 0, 1, 2],
    ]);
  });

  test('follow the distances that firmware states', () => {
    const distances = [
      [10, 40, 20],
      [40, 10, 20],
      [20, 20, 10],
    ];
    const layout = machine('0:M0-32 1:M32-64 2:M64-96', { kernelcore: 'mirror' }, { distances });
    expect(kernelcoreMap(layout).nodeOrder).toEqual([
      [0, 2, 1],
      [1, 2, 0],
      [2, 0, 1],
    ]);
  });
});

describe('findings', () => {
  test('a mirror smaller than the memory map is reported', () => {
    expect(findingKinds(machine('M0-1 U32-160'))).toContain('mirror-too-small-for-memmap');
  });

  test('too much ZONE_MOVABLE is reported, 4 to 1 is not', () => {
    expect(findingKinds(machine('M0-32 U32-160'))).toEqual([]);
    expect(findingKinds(machine('M0-32 U32-168'))).toEqual(['movable-ratio']);
  });

  test('boot memory in ZONE_MOVABLE is reported with its pages', () => {
    const reserved = [{ start: 90, end: 96, why: 'memory map' }];
    const layout = machine('M0-64 U64-96', { kernelcore: 'mirror' }, { reserved });
    expect(kernelcoreMap(layout).findings).toMatchObject([
      { kind: 'fixed-in-movable', ranges: [{ start: 90, end: 96 }] },
    ]);
  });

  test('a CMA area that lies in two zones is not activated', () => {
    const layout = machine('M0-64 U64-96', { kernelcore: 'mirror' }, { cma: [{ start: 60, end: 68 }] });
    expect(runsOf(layout).some((run) => run.endsWith('cma'))).toBe(false);
    expect(findingKinds(layout)).toEqual(['cma-not-activated']);
  });

  test('each is one sentence that ends in advice', () => {
    const { findings } = kernelcoreMap(machine('M0-8 U8-24 U32-48 M48-64 U64-256'));
    expect(findings.map(({ kind }) => kind)).toEqual([
      'mirror-lost',
      'unmirrored-kernel-memory',
      'movable-ratio',
    ]);
    for (const { sentence } of findings) expect(sentence).toMatch(/^[^;]+; [a-z][^;]+[^.]$/);
  });
});

test('a ZONE_NORMAL that counts itself as empty leaves its memory to the next zone', () => {
  // Unmirrored memory across 4 GiB is subtracted from ZONE_NORMAL; with none mirrored above, nothing is left of it.
  const layout = machine('M0-8 U8-48 U64-96');
  expect(kernelcoreMap(layout).zones[ZONE_NORMAL]).toMatchObject({ spanned: 64, present: 0, members: 0 });
  expect(runsOf(layout).slice(-2)).toEqual(['32-48 zone 3 bare available', '64-96 zone 3 bare available']);
});

/** A generator of the same numbers in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Ranges with borders anywhere, but none across 4 GiB. */
function randomRanges(random: (below: number) => number): MemoryRange[] {
  const ranges: MemoryRange[] = [];
  for (let pfn = random(4); pfn < 120; ) {
    const end = pfn + 1 + random(30);
    const cut = pfn < GEOMETRY.dma32End ? Math.min(end, GEOMETRY.dma32End) : end;
    const mirrored = random(2) === 0 || cut === GEOMETRY.dma32End; // Else two unmirrored ones would join across 4 GiB.
    ranges.push({ start: pfn, end: cut, node: 0, mirrored });
    pfn = cut + (random(3) === 0 ? random(9) : 0);
  }
  return ranges;
}

/** The intent of kernelcore=mirror for one page, in words: without spans, counts or passes. */
function zoneByIntent(pfn: number, ranges: readonly MemoryRange[]): number {
  const range = ranges.find(({ start, end }) => start <= pfn && pfn < end)!; // Only asked for pages of memory.
  const above = ranges.filter(({ end }) => end > GEOMETRY.dma32End);
  const unmirrored = above.filter(({ start, mirrored }) => !mirrored && start >= GEOMETRY.dma32End);
  const rounded = Math.ceil((unmirrored[0]?.start ?? 0) / 8) * 8;
  const active = ranges.some(({ mirrored }) => mirrored);
  const movableStart = active && unmirrored.length > 0 && rounded < ranges.at(-1)!.end ? rounded : Infinity;
  if (!range.mirrored && pfn >= movableStart) return ZONE_MOVABLE;
  if (pfn < GEOMETRY.dma32End) return ZONE_DMA32;
  return movableStart <= Math.max(GEOMETRY.dma32End, ranges[0]!.start) ? NO_ZONE : ZONE_NORMAL;
}

test('every page of random memory is where the intent of kernelcore=mirror puts it', () => {
  const random = randomNumbers(1);
  let lost = 0;
  for (let round = 0; round < 2000; round++) {
    const layout: Layout = { ...machine('M0-1'), ranges: randomRanges(random) };
    const { runs, zones } = kernelcoreMap(layout);
    // A gap that is all of ZONE_NORMAL makes it count itself as empty: the test above.
    if (zones[ZONE_NORMAL]!.spanned > 0 && zones[ZONE_NORMAL]!.present <= 0) continue;
    for (const { start, end } of layout.ranges) {
      for (let pfn = start; pfn < end; pfn++) {
        const run = runs.find((candidate) => covers(candidate, { start: pfn, end: pfn + 1 }));
        const zone = zoneByIntent(pfn, layout.ranges);
        if (run?.zone !== zone)
          expect({ pfn, zone: run?.zone, ranges: layout.ranges }).toEqual({ pfn, zone });
      }
    }
    lost += runs.filter(({ state }) => state === 'lost').reduce((pages, run) => pages + pagesIn(run), 0);
  }
  expect(lost).toBeGreaterThan(0);
});
