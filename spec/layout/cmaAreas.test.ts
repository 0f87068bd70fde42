import { expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import { layout } from '../testing/handmade.ts';
import { cmaAreaOf } from './cmaAreas.ts';
import type { PfnRange } from './layout.ts';
import { memoryMapOf } from './memoryMapOf.ts';

const areasOf = (cma: PfnRange[], more: Partial<typeof layout> = {}) => {
  const map = memoryMapOf({ ...layout, ...more, cma }, DESIGNS.kernelcore);
  return [...cma, null].map((_, area) => cmaAreaOf(map, area));
};

test('an area has its frames, one that boot could not activate has none, and there is no other', () => {
  const inTwoZones = { start: 24, end: 40 };
  expect(areasOf([{ start: 0, end: 8 }, inTwoZones, { start: 48, end: 56 }])).toEqual([
    { start: 0, end: 8 },
    { start: 24, end: 24 },
    { start: 48, end: 56 },
    null,
  ]);
});

test('areas that touch have their own frames each', () => {
  const cma = [
    { start: 8, end: 16 },
    { start: 16, end: 24 },
  ];
  expect(areasOf(cma)).toEqual([...cma, null]);
});

test('the area beside it counts for itself', () => {
  const reserved = [{ start: 20, end: 21, why: 'test' }];
  const cma = [
    { start: 8, end: 16 },
    { start: 16, end: 24 },
    { start: 24, end: 32 },
  ];
  expect(areasOf(cma, { reserved })).toEqual([
    { start: 8, end: 16 },
    { start: 16, end: 16 },
    { start: 24, end: 32 },
    null,
  ]);
});
