import { expect, test } from 'vitest';
import type { BootOptions, MemoryRange } from '../layout/layout.ts';
import { layout } from '../testing/handmade.ts';
import { bootRegionsOf } from './bootRegions.ts';

const range = (start: number, end: number, more: Partial<MemoryRange> = {}): MemoryRange => ({
  start,
  end,
  node: 0,
  mirrored: false,
  ...more,
});
const regionsOf = (ranges: MemoryRange[], boot: BootOptions = {}) =>
  bootRegionsOf({ ...layout, ranges, boot }).map(({ start, end, node, mirrored }) =>
    [start, end, node, mirrored ? 'M' : 'U'].join(' '),
  );

test('neighbours that are alike are one region, and page 0 is in none', () => {
  expect(regionsOf([range(0, 4), range(4, 8), range(9, 12)])).toEqual(['1 8 0 U', '9 12 0 U']);
  expect(regionsOf([range(0, 1), range(1, 3, { mirrored: true })])).toEqual(['1 3 0 M']);
  expect(regionsOf([range(0, 1)])).toEqual([]);
});

test('a region ends where the node, or the mirror, does', () => {
  expect(regionsOf([range(2, 4), range(4, 6, { mirrored: true }), range(6, 8, { node: 1 })])).toEqual([
    '2 4 0 U',
    '4 6 0 M',
    '6 8 1 U',
  ]);
  expect(regionsOf([range(2, 4), range(4, 6, { node: 1 })])).toEqual(['2 4 0 U', '4 6 1 U']);
});

test('memory that is offline is left out, and under movable_node what may be unplugged', () => {
  const ranges = [range(1, 4), range(4, 8, { hotpluggable: true }), range(8, 12, { offline: true })];
  expect(regionsOf(ranges)).toEqual(['1 8 0 U']);
  expect(regionsOf(ranges, { movableNode: true })).toEqual(['1 4 0 U']);
});
