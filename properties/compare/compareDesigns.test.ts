import { describe, expect, test } from 'vitest';
import { DESIGN_NAMES } from '../../spec/designs/index.ts';
import { PRESETS } from '../presets/index.ts';
import { compareDesigns } from './compareDesigns.ts';
import type { Comparison } from './comparison.ts';

const plan = { layouts: [PRESETS.tiny!], seed: 7, operations: 30_000 };
const scoreOf = ({ designs }: Comparison, name: string) =>
  designs.find(({ design }) => design === name)!.measures; // Every design has a score.

describe('a comparison', async () => {
  const comparison = await compareDesigns(plan);

  test('gives every design the same operations', () => {
    expect(comparison.violation).toBeNull();
    expect(comparison.designs.map(({ design }) => design)).toEqual(DESIGN_NAMES);
    for (const { operations, skipped } of comparison.designs)
      expect(operations + skipped).toBe(comparison.operations);
    expect(comparison.operations).toBeGreaterThanOrEqual(plan.operations);
  });

  test('depends on the seed alone', async () => {
    const untimed = ({ milliseconds, ...rest }: Comparison) => rest;
    expect(untimed(await compareDesigns(plan))).toEqual(untimed(comparison));
  });

  test('shows what the designs are about', () => {
    const none = scoreOf(comparison, 'none');
    const kernelcore = scoreOf(comparison, 'kernelcore');
    const nonmirror = scoreOf(comparison, 'nonmirror');
    expect(nonmirror.userInMirror * 4).toBeLessThan(kernelcore.userInMirror);
    expect(none.userInMirror).toBeGreaterThan(kernelcore.userInMirror);
    expect(none.kernelOutside).toBeGreaterThan(kernelcore.kernelOutside);
    expect(none.refusedMovableFree).toBeLessThan(kernelcore.refusedMovableFree);
    expect(scoreOf(comparison, 'full').kernelOutside).toBe(0);
    expect(nonmirror.refused).toBeGreaterThan(kernelcore.refused);
  });

  test('makes mandatory requests: who offers them serves them, the others say so', () => {
    const served = DESIGN_NAMES.filter((name) => scoreOf(comparison, name).mandatoryServed > 0);
    expect(served).toEqual(['nonmirror', 'reserve']);
    const { notPermitted } = scoreOf(comparison, 'kernelcore');
    expect(notPermitted).toBeGreaterThan(500);
    for (const name of served) expect(scoreOf(comparison, name).notPermitted).toBeLessThan(notPermitted);
  });
});

test('a comparison can be interrupted, and keeps what it has', async () => {
  const controller = new AbortController();
  const comparison = await compareDesigns({ ...plan, operations: 1e9 }, controller.signal, () =>
    controller.abort(),
  );
  expect([comparison.interrupted, comparison.scenarios]).toEqual([true, 1]);
});

test('every layout has its turn, and one without is not said to be compared', async () => {
  const layouts = [PRESETS.tiny!, PRESETS['tiny-numa']!, PRESETS['tiny-marks']!];
  const names = layouts.map(({ name }) => name);
  const few = await compareDesigns({ layouts, seed: 1, operations: 900 });
  expect([few.layouts, few.untried, few.operations]).toEqual([names, [], 900]);
  const fewer = await compareDesigns({ layouts, seed: 1, operations: 2 });
  expect([fewer.layouts, fewer.untried]).toEqual([names.slice(0, 2), names.slice(2)]);
});

test('a comparison ends with its time', async () => {
  const { scenarios, milliseconds } = await compareDesigns({ layouts: plan.layouts, seed: 1, seconds: 0.2 });
  expect(scenarios).toBeGreaterThan(0);
  expect(milliseconds).toBeLessThan(5_000);
});

test('both carriers of CMA areas are given the same scenarios, and differ in who finds free CMA closed', async () => {
  const layouts = [PRESETS['tiny-zone-cma']!];
  const under = (cma: 'migratetype' | 'zone') =>
    Promise.all([1, 2, 4].map((seed) => compareDesigns({ layouts, seed, operations: 12_000, cma })));
  const asType = await under('migratetype');
  const asZone = await under('zone');
  expect([...asType, ...asZone].filter(({ violation }) => violation !== null)).toEqual([]);
  expect(asZone.map(({ operations }) => operations)).toEqual(asType.map(({ operations }) => operations));
  expect([asType[0]!.cma, asZone[0]!.cma]).toEqual(['migratetype', 'zone']);
  // One seed alone may have it the other way round.
  const all = (
    compared: readonly Comparison[],
    design: string,
    measure: 'refusedMovableFree' | 'refusedCmaFree' | 'areaFailed',
  ) => compared.reduce((sum, comparison) => sum + scoreOf(comparison, design)[measure], 0);
  // Without a mirror the areas are all of ZONE_MOVABLE, and the kernel sees nothing of them.
  expect(all(asZone, 'full', 'refusedMovableFree')).toBeGreaterThan(
    all(asType, 'full', 'refusedMovableFree'),
  );
  // Where user pages keep out of the mirror, an area in it lies idle as a migratetype.
  expect(all(asZone, 'nonmirror', 'refusedCmaFree')).toBeLessThan(all(asType, 'nonmirror', 'refusedCmaFree'));
  expect(all(asZone, 'kernelcore', 'areaFailed')).toBeGreaterThan(0);
});
