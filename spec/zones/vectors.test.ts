import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import { type Layout, type MemoryRange, X86_64 } from '../layout/layout.ts';
import { memoryMapOf } from '../layout/memoryMapOf.ts';
import { pagesInAll } from '../layout/pfnRange.ts';
import { bootZonesOf } from './bootZones.ts';
import { ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL, zoneId } from './zone.ts';

const GIB = 262144;

/** `'M0-2 U4-34'` in GiB, on one node. */
const onNode = (node: number, text: string): MemoryRange[] =>
  text.split(' ').map((word) => {
    const [start, end] = word.slice(1).split('-').map(Number);
    return { start: start! * GIB, end: end! * GIB, node, mirrored: word[0] === 'M' };
  });

const machine = (ranges: MemoryRange[], kdump = false): Layout => ({
  name: 'vector',
  ranges,
  cpus: 1,
  geometry: X86_64,
  boot: { kernelcore: 'mirror', kdump },
});

const v1 = onNode(0, 'M0-2 M4-8 U8-32');
const v2 = onNode(0, 'M0-2 M4-6 U6-12 M12-18 U18-26');
const v3a = onNode(0, 'M0-2 U4-34 M34-40 U40-66');
const v3b = onNode(1, 'M66-70 U70-98 M98-102 U102-130');
const v4 = onNode(0, 'M0-1 U1-3 M4-8 U8-16');
const v5 = onNode(0, 'M0-1 U1-6 M6-8 U8-16');
const v6 = [...onNode(0, 'M0-2 M4-8 U8-16'), ...onNode(1, 'U16-32')];
const v7 = [...onNode(0, 'M0-2 M4-8 U8-16'), ...onNode(1, 'M16-32')];
const v8: MemoryRange[] = [
  ...onNode(0, 'M0-2'),
  { start: 4 * GIB, end: 8 * GIB + 256, node: 0, mirrored: true },
  { start: 8 * GIB + 256, end: 16 * GIB, node: 0, mirrored: false },
];
const v9 = onNode(0, 'U0-2 U4-32');

interface Expected {
  readonly name: string;
  readonly layout: Layout;
  readonly node: number;
  readonly movableStart: number;
  readonly dma32Present: number;
  readonly normal: readonly [spanned: number, present: number];
  readonly movable: readonly [spanned: number, present: number];
}

const row = (
  name: string,
  layout: Layout,
  node: number,
  movableStart: number,
  dma32Present: number,
  normal: readonly [number, number],
  movable: readonly [number, number],
): Expected => ({ name, layout, node, movableStart, dma32Present, normal, movable });

const VECTORS: Expected[] = [
  row('clean split', machine(v1), 0, 2097152, 520192, [7340032, 1048576], [6291456, 6291456]),
  row('interleaved ranges', machine(v2), 0, 1572864, 520192, [5767168, 2097152], [5242880, 3670016]),
  row('unmirrored head', machine(v3a), 0, 1048576, 520192, [0, 0], [16252928, 14680064]),
  row('second socket', machine(v3b), 1, 18350080, 0, [16777216, 2097152], [15728640, 14680064]),
  row('unmirrored below 4 GiB', machine(v4), 0, 2097152, 782336, [3145728, 1048576], [2097152, 2097152]),
  row('range across 4 GiB', machine(v5), 0, 2097152, 1044480, [3145728, 524288], [2097152, 2097152]),
  row('unmirrored node', machine(v6), 1, 4194304, 0, [0, 0], [4194304, 4194304]),
  row('fully mirrored node', machine(v7), 1, 0, 0, [4194304, 4194304], [0, 0]),
  row('misaligned end', machine(v8), 0, 2098176, 520192, [3145728, 1048832], [2096128, 2096128]),
  row('no mirrored memory', machine(v9), 0, 0, 520192, [7340032, 7340032], [0, 0]),
  row('kdump kernel', machine(v1, true), 0, 0, 520192, [7340032, 7340032], [0, 0]),
];

describe.each(VECTORS)('kernelcore=mirror: $name', (expected) => {
  const map = memoryMapOf(expected.layout, DESIGNS.kernelcore);
  const spanOf = (zone: number) => map.zones[zoneId(expected.node, zone)]!;

  test('ZONE_MOVABLE starts where the kernel puts it', () => {
    const { movableStarts } = bootZonesOf(expected.layout, DESIGNS.kernelcore);
    expect(movableStarts[expected.node]).toBe(expected.movableStart);
    expect(spanOf(ZONE_MOVABLE).start).toBe(expected.movableStart);
  });

  test('spanned and present pages are the kernel’s', () => {
    const figures = (zone: number) => [spanOf(zone).spanned, spanOf(zone).present];
    expect(spanOf(ZONE_DMA32).present).toBe(expected.dma32Present);
    expect(figures(ZONE_NORMAL)).toEqual(expected.normal);
    expect(figures(ZONE_MOVABLE)).toEqual(expected.movable);
  });

  test('every page of memory is in exactly one run', () => {
    expect(pagesInAll(map.runs)).toBe(pagesInAll(expected.layout.ranges));
  });
});

const findingsOf = (layout: Layout) =>
  memoryMapOf(layout, DESIGNS.kernelcore).findings.map(({ kind, ranges }) => [kind, pagesInAll(ranges)]);

test('mirrored memory behind an unmirrored head belongs to no zone', () => {
  const lost = memoryMapOf(machine(v3a), DESIGNS.kernelcore).runs.filter((run) => run.state === 'lost');
  expect(lost).toMatchObject([{ start: 34 * GIB, end: 40 * GIB, zone: 255, mirror: 'protected' }]);
  expect(findingsOf(machine(v3a))).toContainEqual(['mirror-lost', 1572864]);
});

test('unmirrored memory below 4 GiB is exempt and reported', () => {
  expect(findingsOf(machine(v4))).toEqual([['unmirrored-kernel-memory', 2 * GIB]]);
});

test('a range across 4 GiB is exempt twice, and ZONE_NORMAL has more members than present pages', () => {
  expect(findingsOf(machine(v5))).toEqual([
    ['unmirrored-kernel-memory', 3 * GIB],
    ['straddles-4g', 2 * GIB],
  ]);
  const normal = memoryMapOf(machine(v5), DESIGNS.kernelcore).zones[ZONE_NORMAL]!;
  expect(normal.members - normal.present).toBe(524288);
});

test('the gap before a rounded start is exempt, and not counted as present', () => {
  expect(findingsOf(machine(v8))).toEqual([['rounding-gap', 768]]);
  const normal = memoryMapOf(machine(v8), DESIGNS.kernelcore).zones[ZONE_NORMAL]!;
  expect(normal.members - normal.present).toBe(768);
});

test('ignored options and nodes without kernel memory are reported', () => {
  expect(findingsOf(machine(v9))).toEqual([['no-mirror', 0]]);
  expect(findingsOf(machine(v1, true))).toEqual([['kdump', 0]]);
  expect(findingsOf(machine(v6))).toContainEqual(['node-without-kernel-memory', 16 * GIB]);
});

test('a design that does not follow the mirror makes no ZONE_MOVABLE of it', () => {
  const map = memoryMapOf(machine(v2), DESIGNS.none);
  expect(map.zones[ZONE_MOVABLE]!.spanned).toBe(0);
  const unmirrored = map.runs.filter((run) => !run.mirrored);
  expect(new Set(unmirrored.map((run) => run.exemptBecause))).toEqual(new Set(['no-promise']));
});
