import { describe, expect, test } from 'vitest';
import { DESIGNS } from '../designs/index.ts';
import { memoryMapOf } from '../layout/memoryMapOf.ts';
import { mirrorInForce } from '../layout/mirrorInForce.ts';
import { CLAIMS } from '../pages/claim.ts';
import { layout } from '../testing/handmade.ts';
import { ZONE_DMA32, ZONE_MOVABLE, ZONE_NORMAL } from '../zones/zone.ts';
import { isEligible, isPermitted } from './eligibility.ts';
import { GFP, GFP_HIGHUSER_MOVABLE, GFP_KERNEL, isValidGfp } from './gfp.ts';
import { REQUEST_CLASSES, requestClassNumber } from './requestClass.ts';
import { zonelist } from './zonelist.ts';

const { kernelcore, nonmirror, none } = DESIGNS;
const CRITICAL = GFP_HIGHUSER_MOVABLE | GFP.MIRROR;
const MIRRORED = { managed: 8, mirrored: 8 };
const MIXED = { managed: 8, mirrored: 7 };
const EMPTY = { managed: 0, mirrored: 0 };

describe('a zone is eligible', () => {
  test('up to the ceiling of the request, if it has pages', () => {
    expect(isEligible(none, false, GFP_KERNEL, ZONE_NORMAL, MIXED)).toBe(true);
    expect(isEligible(none, false, GFP_KERNEL, ZONE_DMA32, MIXED)).toBe(true);
    expect(isEligible(none, false, GFP_KERNEL, ZONE_MOVABLE, MIXED)).toBe(false);
    expect(isEligible(none, false, GFP_KERNEL, ZONE_NORMAL, EMPTY)).toBe(false);
  });

  test('for user memory under nonmirror only if it is ZONE_MOVABLE', () => {
    expect(isEligible(nonmirror, true, GFP_HIGHUSER_MOVABLE, ZONE_MOVABLE, MIXED)).toBe(true);
    expect(isEligible(nonmirror, true, GFP_HIGHUSER_MOVABLE, ZONE_NORMAL, MIRRORED)).toBe(false);
    expect(isEligible(nonmirror, false, GFP_HIGHUSER_MOVABLE, ZONE_NORMAL, MIRRORED)).toBe(true);
    expect(isEligible(kernelcore, true, GFP_HIGHUSER_MOVABLE, ZONE_NORMAL, MIRRORED)).toBe(true);
    expect(isEligible(nonmirror, true, GFP_KERNEL, ZONE_NORMAL, MIXED)).toBe(true);
  });

  test('for a mandatory mirrored request only if every page of it is mirrored', () => {
    expect(isEligible(nonmirror, true, CRITICAL, ZONE_NORMAL, MIRRORED)).toBe(true);
    expect(isEligible(nonmirror, true, CRITICAL, ZONE_NORMAL, MIXED)).toBe(false);
    expect(isEligible(nonmirror, true, CRITICAL, ZONE_MOVABLE, MIRRORED)).toBe(false);
  });
});

test('a mandatory mirrored request needs a design that knows it, in force, and the privilege', () => {
  const asked = CRITICAL | GFP.PRIVILEGED;
  expect(isPermitted(nonmirror, true, asked)).toBe(true);
  expect(isPermitted(nonmirror, true, CRITICAL)).toBe(false);
  expect(isPermitted(nonmirror, false, asked)).toBe(false);
  expect(isPermitted(kernelcore, true, asked)).toBe(false);
  expect(isPermitted(kernelcore, true, GFP_HIGHUSER_MOVABLE)).toBe(true);
});

test('the promises are in force where the design makes them and boot turned mirrored memory into zones', () => {
  expect(mirrorInForce(layout, kernelcore)).toBe(true);
  expect(mirrorInForce(layout, none)).toBe(false);
  expect(mirrorInForce({ ...layout, boot: {} }, kernelcore)).toBe(false);
});

describe('request classes', () => {
  test('have names of their own, claims that exist, and a caller who asks so', () => {
    expect(new Set(REQUEST_CLASSES.map(({ name }) => name)).size).toBe(REQUEST_CLASSES.length);
    expect(REQUEST_CLASSES.filter(({ claim, example }) => !CLAIMS.includes(claim) || example === '')).toEqual(
      [],
    );
  });

  test('are valid, but for those that are there to be refused', () => {
    const invalid = REQUEST_CLASSES.filter(({ gfp }) => !isValidGfp(gfp));
    expect(invalid.map(({ name }) => name)).toEqual(['contradictory', 'nofailAtomic']);
  });

  test('are numbered by place', () => {
    expect([requestClassNumber('kernel'), requestClassNumber('user'), requestClassNumber('nobody')]).toEqual([
      0, 1, -1,
    ]);
  });

  test('carry the right to the mirror in their flags exactly if they claim it', () => {
    const strange = REQUEST_CLASSES.filter(
      ({ gfp, claim }) => (claim === 'critical' || claim === 'kernelCritical') !== ((gfp & GFP.MIRROR) !== 0),
    );
    expect(strange).toEqual([]);
  });
});

test('zones are tried from the highest of the own node down, then node by node', () => {
  const ranges = [0, 1, 2].map((node) => ({ start: node * 32, end: node * 32 + 32, node, mirrored: false }));
  const map = memoryMapOf({ ...layout, ranges }, none);
  expect(zonelist(map, 0, GFP_KERNEL)).toEqual([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8]);
  expect(zonelist(map, 1, GFP_KERNEL)).toEqual([7, 6, 5, 4, 11, 10, 9, 8, 3, 2, 1, 0]);
  expect(zonelist(map, 1, GFP_KERNEL | GFP.THISNODE)).toEqual([7, 6, 5, 4]);
  expect(zonelist(map, 9, GFP_KERNEL)).toEqual([39, 38, 37, 36]);
});

describe('a mandatory request of the kernel', () => {
  const { reserve, migratetype, full } = DESIGNS;
  const asked = GFP_KERNEL | GFP.MIRROR;

  test('exists where mirrored memory is set aside, and nowhere else', () => {
    expect(isPermitted(reserve, true, asked)).toBe(true);
    expect(isPermitted(reserve, false, asked)).toBe(false);
    for (const design of [none, full, kernelcore, nonmirror, migratetype])
      expect(isPermitted(design, true, asked)).toBe(false);
    expect(isPermitted(reserve, true, CRITICAL | GFP.PRIVILEGED)).toBe(false);
  });

  test('may look at every zone with some mirrored memory', () => {
    expect(isEligible(reserve, true, asked, ZONE_NORMAL, MIXED)).toBe(true);
    expect(isEligible(reserve, true, asked, ZONE_NORMAL, { managed: 4, mirrored: 0 })).toBe(false);
    expect(isEligible(reserve, true, asked, ZONE_MOVABLE, MIRRORED)).toBe(false);
  });
});

test('firmware that mirrors everything needs no option, the others need one', () => {
  const plainLayout = {
    ...layout,
    boot: {},
    ranges: layout.ranges.map((range) => ({ ...range, mirrored: false })),
  };
  expect(mirrorInForce(plainLayout, DESIGNS.full)).toBe(true);
  expect(mirrorInForce(plainLayout, DESIGNS.reserve)).toBe(false);
  for (const design of [DESIGNS.reserve, DESIGNS.migratetype]) {
    expect(mirrorInForce(layout, design)).toBe(true);
    expect(mirrorInForce({ ...layout, boot: { kernelcore: 'mirror', kdump: true } }, design)).toBe(false);
  }
});
