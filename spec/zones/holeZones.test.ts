import { expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import { mapOf } from '../testing/machine.ts';
import { bootZonesOf, SECTION_PAGES } from './bootZones.ts';
import { holeZones } from './holeZones.ts';
import { ZONE_DMA32, ZONE_NORMAL } from './zone.ts';

const holesOf = (text: string) =>
  holeZones(mapOf(text).layout, DESIGNS.kernelcore).map(({ start, end, zone }) => [start, end, zone]);

test('holes have the zone of the memory above them, as far as their sections have memory', () => {
  expect(holesOf('M0-10 M20-28 M70-80 M96-100')).toEqual([
    [10, 20, ZONE_DMA32],
    [28, 32, ZONE_NORMAL],
    [64, 70, ZONE_NORMAL],
    [100, 112, ZONE_NORMAL],
  ]);
});

test('memory without holes has none', () => {
  expect(holesOf('M0-64 U64-96')).toEqual([]);
});

test('a section has 128 MiB, or a memory block where that is smaller', () => {
  const { layout } = mapOf('M0-64');
  const sectionOf = (memoryBlockPages: number) =>
    bootZonesOf({ ...layout, geometry: { ...layout.geometry, memoryBlockPages } }, DESIGNS.none).sectionPages;
  expect([16, SECTION_PAGES, 8 * SECTION_PAGES].map(sectionOf)).toEqual([16, SECTION_PAGES, SECTION_PAGES]);
});
