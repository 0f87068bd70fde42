import { expect, test } from 'vitest';
import type { MemoryRange } from '../layout/layout.ts';
import { memmapStrokes } from './memmapInit.ts';
import { ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL, type ZoneId, zoneId } from './zone.ts';

const SECTION = 16;
const region = (start: number, end: number, mirrored = false, node = 0): MemoryRange => ({
  start,
  end,
  node,
  mirrored,
});
const span = (zone: ZoneId, start: number, end: number, present = end - start) => ({
  zone,
  start,
  end,
  present,
});
const strokes = (memory: MemoryRange[], spans: ReturnType<typeof span>[], overlapping = false) =>
  memmapStrokes(memory, spans, overlapping, SECTION).map(({ zone, start, end }) => [zone, start, end]);

test('each region is written, then the hole before it, at last what is left of the section', () => {
  const normal = span(ZONE_NORMAL, 8, 36);
  expect(strokes([region(8, 16), region(16, 24), region(30, 36)], [normal])).toEqual([
    [ZONE_NORMAL, 8, 16],
    [ZONE_NORMAL, 0, 8],
    [ZONE_NORMAL, 16, 24],
    [ZONE_NORMAL, 30, 36],
    [ZONE_NORMAL, 24, 30],
    [ZONE_NORMAL, 36, 48],
  ]);
});

test('where there is no hole none is written, nor behind memory that fills its section', () => {
  expect(strokes([region(0, 32)], [span(ZONE_NORMAL, 0, 32)])).toEqual([[ZONE_NORMAL, 0, 32]]);
  expect(strokes([], [span(ZONE_NORMAL, 0, 32)])).toEqual([]);
});

test('zones that count no pages write none', () => {
  const spans = [span(ZONE_DMA32, 0, 32, 0), span(ZONE_NORMAL, 0, 32)];
  expect(strokes([region(0, 32)], spans)).toEqual([[ZONE_NORMAL, 0, 32]]);
});

test('where zones overlap ZONE_MOVABLE leaves mirrored memory alone', () => {
  const spans = [span(ZONE_NORMAL, 0, 32), span(ZONE_MOVABLE, 0, 32)];
  const memory = [region(0, 16), region(16, 32, true)];
  const first = [
    [ZONE_NORMAL, 0, 16],
    [ZONE_MOVABLE, 0, 16],
    [ZONE_NORMAL, 16, 32],
  ];
  expect(strokes(memory, spans, true)).toEqual(first);
  expect(strokes(memory, spans)).toEqual([...first, [ZONE_MOVABLE, 16, 32]]);
});

test('a region is written by the zones of its own node alone', () => {
  const other = zoneId(1, ZONE_NORMAL);
  const spans = [span(ZONE_NORMAL, 0, 48), span(other, 16, 64)];
  expect(strokes([region(0, 16), region(16, 32, false, 1), region(32, 48)], spans)).toEqual([
    [ZONE_NORMAL, 0, 16],
    [other, 16, 32],
    [ZONE_NORMAL, 32, 48],
  ]);
});
