import { expect, test } from 'vitest';
import { DESIGN_NAMES, DESIGNS } from '../designs/index.ts';
import { layout } from '../testing/handmade.ts';
import type { BootOptions, Layout } from './layout.ts';
import { mirrorInForce } from './mirrorInForce.ts';

const inForce = (boot: BootOptions, more: Partial<Layout> = {}) =>
  DESIGN_NAMES.filter((name) => mirrorInForce({ ...layout, boot, ...more }, DESIGNS[name]));
const MIRROR = { kernelcore: 'mirror' } as const;

test('mirroring is in force where it was asked for, but for firmware, which asks nobody', () => {
  expect(inForce(MIRROR)).toEqual(['full', 'kernelcore', 'nonmirror', 'reserve', 'migratetype']);
  expect(inForce({})).toEqual(['full']);
  expect(inForce({ kernelcore: 32 })).toEqual(['full']);
});

test('only designs that build zones yield to movable_node', () => {
  expect(inForce({ ...MIRROR, movableNode: true })).toEqual(['full', 'reserve', 'migratetype']);
});

test('a kdump kernel, or one without mirrored memory, has none', () => {
  expect(inForce({ ...MIRROR, kdump: true })).toEqual(['full']);
  const ranges = [{ start: 0, end: 64, node: 0, mirrored: false }];
  expect(inForce(MIRROR, { ranges })).toEqual(['full']);
});
