import { expect, test } from 'vitest';
import { small } from '../presets/small.ts';
import { tiny } from '../presets/tiny.ts';
import { numberedSteps } from './numberedSteps.ts';
import { stepsOf } from './shard.ts';

const plan = { layouts: [tiny, small], design: 'kernelcore', seed: 7 } as const;

test('shards share all steps, and each tries every layout', () => {
  const all = [...numberedSteps(plan)];
  const shards = [1, 2, 3, 4].map((index) => [...stepsOf({ index, of: 4 }, numberedSteps(plan))]);
  const together = shards.flat().sort((one, other) => one.number - other.number);
  expect(together).toEqual(all);
  for (const steps of shards) expect(new Set(steps.map(({ layout }) => layout)).size).toBe(2);
});

test('a plan ends after its runs, or its operations, or not at all', () => {
  const runsOf = (limits: object) =>
    [...numberedSteps({ ...plan, ...limits })].reduce((sum, { runs }) => sum + runs, 0);
  expect(runsOf({ runs: 50 })).toBe(50);
  const drawn = [...numberedSteps(plan)].reduce((sum, { runs, operations }) => sum + runs * operations, 0);
  expect(drawn).toBeGreaterThanOrEqual(2_000_000);
  let count = 0;
  for (const { number } of numberedSteps({ ...plan, seconds: 1 })) {
    expect(number).toBe(count++);
    if (count > 5000) break;
  }
});
