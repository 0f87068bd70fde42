import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/index.ts';
import { FAULTS } from '../faults/index.ts';
import { tiny } from '../presets/tiny.ts';
import { tinyNuma } from '../presets/tinyNuma.ts';
import { operationCount } from '../scenario/words.ts';
import type { CampaignPlan } from './options.ts';
import type { CampaignProgress } from './progress.ts';
import type { CampaignResult } from './result.ts';
import { runCampaign } from './runCampaign.ts';
import { createWatch, requestStop } from './watch.ts';

const plan: CampaignPlan = { layouts: [tiny, tinyNuma], design: 'kernelcore', seed: 1, runs: 60 };

const timeless = (result: CampaignResult) => ({ ...result, milliseconds: 0 });

describe('a campaign against the sound allocator', () => {
  const result = runCampaign(plan, soundTarget);

  test('finds nothing, and says what it saw', () => {
    expect(result).toMatchObject({ verdict: 'pass', doubts: [], runs: 60, layouts: ['tiny', 'tiny-numa'] });
    expect(result.operations).toBeGreaterThan(1000);
    expect(result.outcomes.reduce((sum, { count }) => sum + count, 0)).toBe(result.operations);
    expect(result.witnesses.reached).toBeGreaterThan(result.witnesses.total / 2);
    expect(result.coverage.missing).toHaveLength(
      result.coverage.transitions.total - result.coverage.transitions.reached,
    );
  });

  test('says the same for the same seed, and tries other scenarios for another', () => {
    expect(timeless(runCampaign(plan, soundTarget))).toEqual(timeless(result));
    expect(runCampaign({ ...plan, seed: 2 }, soundTarget).outcomes).not.toEqual(result.outcomes);
  });

  test('reports what boot says of its layouts', () => {
    expect(result.findings.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringContaining('tiny-numa: all memory of node 1 is ZONE_MOVABLE'),
    );
  });
});

describe('a campaign ends', () => {
  test('after the runs it was given', () => {
    const { runs, operations, skipped } = runCampaign({ ...plan, runs: 3, operations: 50 }, soundTarget);
    expect([runs, operations + skipped]).toEqual([3, 150]);
  });

  test('after the time it was given', () => {
    const { runs: _, ...endless } = plan;
    const { milliseconds, verdict } = runCampaign({ ...endless, seconds: 0.3 }, soundTarget);
    expect(milliseconds).toBeGreaterThanOrEqual(300);
    expect(milliseconds).toBeLessThan(3000);
    expect(verdict).toBe('pass');
  });

  test('when it is asked to, and then it proves too little', () => {
    const watch = createWatch(20_000);
    const stopAtOnce = () => requestStop(watch);
    const result = runCampaign(plan, soundTarget, stopAtOnce, watch);
    expect(result).toMatchObject({ verdict: 'inconclusive', runs: 0 });
    expect(result.doubts).toContain('it was interrupted before it was done');
  });
});

describe('a campaign against a seeded fault', () => {
  const fault = Object.values(FAULTS)[0]!; // There are faults.
  const seen: CampaignProgress[] = [];
  const { runs: _, ...unlimited } = plan;
  const result = runCampaign({ ...unlimited, design: fault.design }, fault.target, (progress) =>
    seen.push({ ...progress }),
  );
  const [found] = result.violations;

  test('ends with a minimal scenario and its story', () => {
    expect(result.verdict).toBe('violation');
    expect(result.violations).toHaveLength(1);
    expect(operationCount(found?.scenario.operations ?? new Int32Array(400))).toBeLessThanOrEqual(8);
    expect(found).toMatchObject({ minimal: true, token: expect.stringMatching(/^zp1\./) });
  });

  test('does not count the runs that shorten it', () => {
    const told = seen.filter(({ phase }) => phase === 'shrink').map(({ soFar }) => soFar.operations);
    expect(new Set([...told, result.operations])).toEqual(new Set([result.operations]));
  });
});
