import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import type { Layout } from '../layout/layout.ts';
import { memoryMapOf } from '../layout/memoryMapOf.ts';
import { layout as whole } from '../testing/handmade.ts';
import { mirrorPageblocksOf } from './mirrorPageblocks.ts';

/** Pageblocks of eight pages, mirrored up to 20 and from 32 to 48, the last of which is offline. */
const layout: Layout = {
  ...whole,
  ranges: [
    { start: 0, end: 20, node: 0, mirrored: true },
    { start: 20, end: 32, node: 0, mirrored: false },
    { start: 32, end: 48, node: 0, mirrored: true, offline: true },
  ],
  reserved: [{ start: 0, end: 2, why: 'test' }],
};
const numbers = (machine: Layout, design = DESIGNS.reserve) =>
  [...mirrorPageblocksOf(memoryMapOf(machine, design), design)].flatMap((apart, block) =>
    apart ? block : [],
  );

describe('a pageblock is set apart', () => {
  test('if all its memory is mirrored, reserved and offline memory included', () => {
    expect(numbers(layout)).toEqual([0, 1, 4, 5]);
    expect(numbers(layout, DESIGNS.migratetype)).toEqual([0, 1, 4, 5]);
  });

  test('only by designs that set pageblocks apart, where they are in force', () => {
    for (const name of ['none', 'full', 'kernelcore', 'nonmirror'] as const)
      expect(numbers(layout, DESIGNS[name])).toEqual([]);
    expect(numbers({ ...layout, boot: {} })).toEqual([]);
  });

  test('rather than given to CMA by a reserve, while a migratetype leaves CMA alone', () => {
    const withCma = { ...layout, cma: [{ start: 8, end: 16 }] };
    expect(numbers(withCma)).toEqual([0, 1, 4, 5]);
    expect(numbers(withCma, DESIGNS.migratetype)).toEqual([0, 4, 5]);
    expect(memoryMapOf(withCma, DESIGNS.reserve).findings.map(({ kind }) => kind)).toContain(
      'cma-not-activated',
    );
  });

  test('unless it is ZONE_MOVABLE, which the mirror is not for', () => {
    const boot = { kernelcore: 'mirror', movableNode: true } as const;
    const ranges = [
      { start: 0, end: 32, node: 0, mirrored: true },
      { start: 32, end: 48, node: 0, mirrored: true, hotpluggable: true },
    ];
    expect(numbers({ ...layout, boot, ranges })).toEqual([0, 1, 2, 3]);
    expect(numbers({ ...layout, ranges })).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

test('where firmware mirrors everything every frame is protected, and there is no ZONE_MOVABLE for it', () => {
  const { runs, zones } = memoryMapOf(layout, DESIGNS.full);
  expect(runs.every(({ mirror, mirrored }) => mirrored && mirror === 'protected')).toBe(true);
  expect(zones[3]?.managed).toBe(0);
});
