import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kernelcore } from '../designs/kernelcore.ts';
import type { Layout } from '../layout/layout.ts';
import type { FrameRun } from '../layout/memoryMap.ts';
import { memoryMapOf } from '../layout/memoryMapOf.ts';
import { pagesIn } from '../layout/pfnRange.ts';
import { type HoleRun, holeZones } from './holeZones.ts';
import { nodeOf, ZONE_NAMES, zoneId, zoneIndexOf } from './zone.ts';

const RECORDINGS = new URL('../fixtures/recordings/', import.meta.url);
const names = readdirSync(RECORDINGS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const textOf = (name: string, file: string): string =>
  readFileSync(new URL(`${name}/${file}`, RECORDINGS), 'utf8');

/** `0x100000 0x110000 0 2 1` is Normal of node 0. */
const recordedZones = (name: string) =>
  textOf(name, 'zonemap.txt')
    .split('\n')
    .filter((line) => line.startsWith('0x'))
    .map((line) => line.split(' ').map(Number))
    .map(([start = 0, end = 0, node = 0, zone = 0]) => ({ start, end, zone: zoneId(node, zone) }));

/** A struct page that boot never wrote is all zero, which reads as DMA of node 0. */
const numberIn = (run: FrameRun): number => (run.state === 'lost' ? 0 : run.zone);

/** Compares border by border, which is page by page: between two borders nothing changes. */
function expectSameZones(
  recorded: readonly { start: number; end: number; zone: number }[],
  computed: readonly { start: number; end: number; zone: number }[],
): void {
  const all = [...recorded, ...computed].flatMap(({ start, end }) => [start, end]);
  const borders = [...new Set(all)].sort((one, two) => one - two);
  for (const pfn of borders) {
    const truth = recorded.find(({ start, end }) => start <= pfn && pfn < end);
    if (truth === undefined) continue; // Not every struct page of a hole could be read.
    const own = computed.find(({ start, end }) => start <= pfn && pfn < end);
    expect({ pfn, zone: own?.zone }).toEqual({ pfn, zone: truth.zone });
  }
}

/** `On node 0, zone Normal: 276 pages in unavailable ranges`, summed for each zone. */
function recordedHolePages(name: string): Record<string, number> {
  const sums: Record<string, number> = {};
  const lines = textOf(name, 'dmesg.txt').matchAll(/On node (\d+), zone (\w+): (\d+) pages in unavailable/g);
  for (const [, node, zone, pages] of lines) {
    const key = `${node} ${zone}`;
    sums[key] = (sums[key] ?? 0) + Number(pages);
  }
  return sums;
}

function computedHolePages(holes: readonly HoleRun[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const hole of holes) {
    const key = `${nodeOf(hole.zone)} ${ZONE_NAMES[zoneIndexOf(hole.zone)]}`;
    sums[key] = (sums[key] ?? 0) + pagesIn(hole);
  }
  return sums;
}

test('there are enough recordings to compare with', () => {
  expect(names.length).toBeGreaterThanOrEqual(12);
});

describe.each(names)('the recording %s', (name) => {
  const layout = JSON.parse(textOf(name, 'layout.json')) as Layout; // Made by the reader, and repeated by its test.
  const map = memoryMapOf(layout, kernelcore);
  const holes = holeZones(layout, kernelcore);

  test('has every page in the computed zone, holes included', () => {
    const memory = map.runs.map((run) => ({ start: run.start, end: run.end, zone: numberIn(run) }));
    const recorded = recordedZones(name);
    expectSameZones(recorded, [...memory, ...holes]);
    for (const run of memory) {
      expect(recorded.some(({ start, end }) => start <= run.start && run.start < end)).toBe(true);
    }
  });

  test('counts the struct pages of holes as computed', () => {
    expect(computedHolePages(holes)).toEqual(recordedHolePages(name));
  });

  test('has the computed spans and present pages', () => {
    const zones = textOf(name, 'zoneinfo').split(/^(?=Node )/m);
    for (const section of zones) {
      const [, node = '', title = ''] = /^Node (\d+), zone +(\w+)/.exec(section) ?? [];
      const index = (ZONE_NAMES as readonly string[]).indexOf(title);
      if (index < 0) continue;
      const figure = (field: string) => Number(new RegExp(`${field}:? +(\\d+)`).exec(section)?.[1] ?? 0);
      const { start, spanned, present } = map.zones[zoneId(Number(node), index)]!; // The layout has that node.
      expect([start, spanned, present]).toEqual([figure('start_pfn'), figure('spanned'), figure('present')]);
    }
  });

  test('manages what it managed, but where the kernel miscounts', () => {
    const miscounts = name === 'broken-layout'; // Lost pages were freed into ZONE_DMA there.
    const managed = map.zones.reduce((pages, zone) => pages + zone.managed, 0);
    const told = textOf(name, 'zoneinfo').matchAll(/managed +(\d+)/g);
    const recorded = [...told].reduce((pages, [, count]) => pages + Number(count), 0);
    expect(managed === recorded).toBe(!miscounts);
  });
});

test('holes carry the zone of the next memory above: Normal, or Movable where Normal is empty', () => {
  const holeAt = (name: string) => {
    const layout = JSON.parse(textOf(name, 'layout.json')) as Layout;
    return holeZones(layout, kernelcore).find(({ start }) => start === 0x1feec);
  };
  expect(holeAt('kernel-heavy')).toEqual({ start: 0x1feec, end: 0x20000, zone: 2 });
  expect(holeAt('broken-layout')).toEqual({ start: 0x1feec, end: 0x20000, zone: 3 });
});
