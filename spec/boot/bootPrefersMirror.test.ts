import { expect, test } from 'vitest';
import { DESIGN_NAMES, DESIGNS } from '../designs/index.ts';
import type { Layout } from '../layout/layout.ts';
import { layout } from '../testing/handmade.ts';
import { bootPrefersMirror } from './bootPrefersMirror.ts';

const those = (machine: Layout) => DESIGN_NAMES.filter((name) => bootPrefersMirror(machine, DESIGNS[name]));

test('boot looks for mirrored memory first where it builds zones or pageblocks on it, a capture kernel, too', () => {
  const builders = ['kernelcore', 'nonmirror', 'reserve', 'migratetype'];
  expect(those(layout)).toEqual(builders);
  expect(those({ ...layout, boot: { kernelcore: 'mirror', kdump: true } })).toEqual(builders);
});

test('it does not without the option, or without a mirror', () => {
  expect(those({ ...layout, boot: {} })).toEqual([]);
  expect(those({ ...layout, boot: { kernelcore: 16 } })).toEqual([]);
  expect(those({ ...layout, ranges: layout.ranges.map((range) => ({ ...range, mirrored: false })) })).toEqual(
    [],
  );
});
