import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { FAULTS } from '../faults/index.ts';
import { PRESETS } from '../presets/index.ts';
import type { Verdicts } from './comparedOracle.ts';
import { type ComparedRuns, compareRuns } from './compareRuns.ts';

/** The second reference knows nothing of pageblocks set aside for high-order atomic requests, which only these have memory for. */
const WITH_RESERVE = ['tiny-atomic', 'tiny-dma'];

const LAYOUTS = Object.values(PRESETS).filter(
  ({ name }) => name.startsWith('tiny') && !WITH_RESERVE.includes(name),
);

/** Counts over runs on all tiny machines; what only one of the references accepts is kept in full. */
function compare(compared: Omit<ComparedRuns, 'layout' | 'firstSeed'>) {
  const sums = { judged: 0, accepted: 0, rejected: 0, split: [] as Verdicts[] };
  for (const layout of LAYOUTS)
    compareRuns({ ...compared, layout, firstSeed: 1 }, (verdicts) => {
      sums.judged++;
      if (verdicts.oracle === null) sums.accepted++;
      else sums.rejected++;
      if ((verdicts.oracle === null) !== (verdicts.naive === null)) sums.split.push(verdicts);
    });
  return sums;
}

describe.each(Object.values(DESIGNS))('two references under $name', (design) => {
  test('accept every answer of the sound allocator', () => {
    const sums = compare({ design, target: soundTarget, runs: 24, operations: 60, lies: 0 });
    expect(sums).toMatchObject({ split: [], rejected: 0 });
    expect(sums.accepted).toBeGreaterThan(4000);
  });

  test('see through the same lies', () => {
    const sums = compare({ design, target: soundTarget, runs: 4, operations: 50, lies: 6 });
    expect(sums.split).toEqual([]);
    expect(sums.rejected).toBeGreaterThan(2000);
  });
});

test('two references find the seeded faults in the same answers', () => {
  const found = Object.values(FAULTS).filter(({ design, target }) => {
    const sums = compare({ design: DESIGNS[design], target, runs: 8, operations: 60, lies: 0 });
    expect(sums.split).toEqual([]);
    return sums.rejected > 0;
  });
  // Some faults show at boot or in reports only.
  expect(found.length).toBeGreaterThanOrEqual(5);
}, 180_000);
