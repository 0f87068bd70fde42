import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import { INVARIANTS } from '../invariants/index.ts';
import { handmade } from '../testing/handmade.ts';
import { ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL, zoneId } from '../zones/zone.ts';
import type { Layout, MemoryRange, PfnRange } from './layout.ts';
import { memoryMapOf } from './memoryMapOf.ts';
import { covers } from './pfnRange.ts';

const ranges: readonly MemoryRange[] = [
  { start: 0, end: 16, node: 0, mirrored: true },
  { start: 16, end: 32, node: 0, mirrored: false },
  { start: 32, end: 64, node: 0, mirrored: true },
  { start: 64, end: 96, node: 0, mirrored: false },
];
const low = { start: 24, end: 32 };
const high = { start: 48, end: 56 };

const machine = (cma: readonly PfnRange[], more: Partial<Layout> = {}): Layout => ({
  name: 'areas',
  ranges,
  cma,
  cpus: 1,
  geometry: { maxOrder: 4, pageblockOrder: 3, memoryBlockPages: 16, dmaEnd: 0, dma32End: 32 },
  boot: { kernelcore: 'mirror', cma: 'zone' },
  ...more,
});
const mapOf = (layout: Layout, design: keyof typeof DESIGNS = 'kernelcore') =>
  memoryMapOf(layout, DESIGNS[design]);
const areasOf = (layout: Layout, design?: keyof typeof DESIGNS) =>
  mapOf(layout, design)
    .runs.filter(({ cma }) => cma)
    .map(({ start, end, zone, mirror, exemptBecause }) => [start, end, zone, exemptBecause ?? mirror]);
const findingsOf = (layout: Layout, design?: keyof typeof DESIGNS) =>
  mapOf(layout, design).findings.map(({ kind }) => kind);

/** Where a page is by intent: an area goes where the node is movable, everything else stays. */
const zoneByIntent = (layout: Layout, pfn: number, stays: number): number =>
  (layout.cma ?? []).some((area) => area.start <= pfn && pfn < area.end)
    ? zoneId(layout.ranges.find(({ end }) => pfn < end)?.node ?? 0, ZONE_MOVABLE)
    : stays;

describe('CMA areas in ZONE_MOVABLE', () => {
  test('are there wherever they lie, and need no exemption', () => {
    expect(areasOf(machine([low, high]))).toEqual([
      [24, 32, ZONE_MOVABLE, 'bare'],
      [48, 56, ZONE_MOVABLE, 'protected'],
    ]);
    expect(areasOf(machine([low], { boot: { kernelcore: 'mirror' } }))).toEqual([
      [24, 32, ZONE_DMA32, 'below-4g'],
    ]);
  });

  test('are counted where they are, and nothing else is moved', () => {
    for (const design of ['none', 'full', 'kernelcore', 'migratetype'] as const) {
      const layout = machine([low, high]);
      const before = mapOf(machine([]), design);
      const after = mapOf(layout, design);
      const zoneAt = ({ runs }: typeof after, pfn: number) =>
        runs.find((run) => covers(run, { start: pfn, end: pfn + 1 }))?.zone ?? -1;
      for (let pfn = 0; pfn < 96; pfn++)
        expect([design, pfn, zoneAt(after, pfn)]).toEqual([
          design,
          pfn,
          zoneByIntent(layout, pfn, zoneAt(before, pfn)),
        ]);
      for (const { zone, present, members, managed } of after.zones)
        expect([design, zone, present, managed]).toEqual([design, zone, members, members]);
    }
  });

  test('stretch ZONE_MOVABLE over the node, or are all of it', () => {
    expect(mapOf(machine([low])).zones[ZONE_MOVABLE]).toMatchObject({ start: 0, spanned: 96, members: 40 });
    const alone = mapOf(machine([low, high], { boot: { cma: 'zone' } }), 'none').zones[ZONE_MOVABLE];
    expect(alone).toMatchObject({ start: 24, spanned: 32, present: 16, members: 16 });
  });

  test('that lie in ZONE_MOVABLE already, or on another node, change nothing', () => {
    const figures = (cma: readonly PfnRange[], node = 0) => {
      const two = ranges.map((range) => ({ ...range, node: range.start < 64 ? 0 : node }));
      const { zones } = mapOf(machine(cma, { ranges: two }));
      return [ZONE_MOVABLE, 4 + ZONE_MOVABLE].map((zone) => {
        const { start = 0, spanned = 0, present = 0, members = 0 } = zones[zone] ?? {};
        return [start, spanned, present, members];
      });
    };
    const none = [0, 0, 0, 0];
    expect(figures([])).toEqual([[0, 96, 32, 32], none]);
    expect(figures([{ start: 80, end: 88 }])).toEqual([[0, 96, 32, 32], none]);
    expect(figures([], 1)).toEqual([
      [0, 64, 0, 0],
      [64, 32, 32, 32],
    ]);
    expect(figures([high], 1)).toEqual([
      [48, 8, 8, 8],
      [64, 32, 32, 32],
    ]);
    expect(figures([{ start: 80, end: 88 }], 1)).toEqual(figures([], 1));
  });

  test('may lie across zones, by whole pageblocks, but not across nodes', () => {
    const across = { start: 24, end: 40 };
    expect(areasOf(machine([across])).map(([, , zone]) => zone)).toEqual([ZONE_MOVABLE, ZONE_MOVABLE]);
    expect(findingsOf(machine([across]))).not.toContain('cma-not-activated');
    expect(findingsOf(machine([across], { boot: { kernelcore: 'mirror' } }))).toContain('cma-not-activated');
    const geometry = { ...machine([]).geometry, dma32End: 28 };
    expect(findingsOf(machine([low], { geometry }))).toContain('cma-not-activated');
    const two = ranges.map((range) => ({ ...range, node: range.start < 32 ? 0 : 1 }));
    expect(findingsOf(machine([across], { ranges: two }))).toContain('cma-not-activated');
    expect(areasOf(machine([high], { ranges: two }))).toEqual([[48, 56, 7, 'protected']]);
  });

  test('stay out of a mirror that user pages keep out of, and are reported in any other', () => {
    expect(areasOf(machine([low, high]), 'nonmirror')).toEqual([[24, 32, ZONE_MOVABLE, 'bare']]);
    expect(findingsOf(machine([low, high]), 'nonmirror')).toContain('cma-not-activated');
    expect(findingsOf(machine([low, high]))).toContain('cma-in-mirror');
    expect(findingsOf(machine([low]))).not.toContain('cma-in-mirror');
    const asToday = machine([high], { boot: { kernelcore: 'mirror' } });
    expect(areasOf(asToday, 'nonmirror')).toEqual([[48, 56, ZONE_NORMAL, 'protected']]);
  });
});

test('the rules about boot hold for them, under every design', () => {
  const boot = INVARIANTS.filter(({ scope }) => scope === 'boot');
  const seventh = ranges.map((range, place) => (place === 3 ? { ...range, start: 71 } : range));
  for (const layout of [
    machine([low, high]),
    machine([{ start: 24, end: 40 }]),
    machine([low], { ranges: seventh }),
  ])
    for (const design of Object.values(DESIGNS)) {
      const world = { ...handmade({ design }), map: memoryMapOf(layout, design) };
      for (const { id, designs, violators } of boot)
        if (designs === 'all' || designs.includes(design.name))
          expect([design.name, id, violators?.(world) ?? []]).toEqual([design.name, id, []]);
    }
});
