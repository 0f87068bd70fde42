import { expect, test } from 'vitest';
import type { MemoryRange } from '../layout/layout.ts';
import { layout } from '../testing/handmade.ts';
import { bootMemoryOf } from './bootMemory.ts';

const range = (start: number, end: number, more: Partial<MemoryRange> = {}): MemoryRange => ({
  start,
  end,
  node: 0,
  mirrored: false,
  ...more,
});
const regionsOf = (...ranges: MemoryRange[]) =>
  bootMemoryOf({ ...layout, ranges }).map(({ start, end }) => [start, end]);

test('neighbours are one region if they are alike in everything', () => {
  expect(regionsOf(range(0, 8), range(8, 16), range(16, 24))).toEqual([[0, 24]]);
  for (const unlike of [{ node: 1 }, { mirrored: true }, { hotpluggable: true }])
    expect(regionsOf(range(0, 8), range(8, 16, unlike), range(16, 24, unlike))).toEqual([
      [0, 8],
      [8, 24],
    ]);
  expect(regionsOf(range(0, 8), range(9, 16))).toEqual([
    [0, 8],
    [9, 16],
  ]);
});

test('memory of which nobody says so is not hotpluggable', () => {
  const said = { hotpluggable: false };
  expect(regionsOf(range(0, 8, said), range(8, 16), range(16, 24, said))).toEqual([[0, 24]]);
});

test('offline memory is none', () => {
  expect(regionsOf(range(0, 16), range(16, 32, { offline: true }), range(32, 48))).toEqual([
    [0, 16],
    [32, 48],
  ]);
});
