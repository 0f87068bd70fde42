import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import type { Target } from '../../spec/allocator.ts';
import { DESIGN_NAMES } from '../../spec/designs/index.ts';
import { kernelFallsBackToMovable } from '../faults/kernelFallsBackToMovable.ts';
import { tiny } from '../presets/tiny.ts';
import { sendCanary, worstCanary } from './canary.ts';
import { runCampaign } from './runCampaign.ts';

test.each(DESIGN_NAMES)('under %s the canary is caught at once', (design) => {
  const { caught, operations, fault } = sendCanary(design);
  expect([caught, fault]).toEqual([true, 'kernel-falls-back-to-movable']);
  expect(operations).toBeLessThan(1000);
});

test('one that is sound is not caught', () => {
  const { caught, operations } = sendCanary('kernelcore', soundTarget);
  expect(caught).toBe(false);
  expect(operations).toBeGreaterThan(3000);
});

test('one blind thread is enough for a doubt', () => {
  const [caught, missed] = [true, false].map((caught) => ({ fault: 'x', caught, operations: 1 })) as [
    ReturnType<typeof sendCanary>,
    ReturnType<typeof sendCanary>,
  ];
  expect([worstCanary([caught, missed]), worstCanary([caught, caught]), worstCanary([])]).toEqual([
    missed,
    caught,
    undefined,
  ]);
});

const plan = { layouts: [tiny], design: 'kernelcore', seed: 1, runs: 20 } as const;

test('a campaign that finds nothing shows that it could have', () => {
  expect(runCampaign(plan, soundTarget)).toMatchObject({ verdict: 'pass', canary: { caught: true } });
});

test('a campaign whose canary comes back alive proves nothing', () => {
  const canary = kernelFallsBackToMovable.target as { boot: Target['boot'] }; // Not frozen.
  const { boot } = canary;
  canary.boot = soundTarget.boot;
  try {
    const { verdict, doubts } = runCampaign(plan, soundTarget);
    expect(verdict).toBe('inconclusive');
    expect(doubts).toEqual([expect.stringMatching(/^the canary was not caught: kernel-falls-back/)]);
  } finally {
    canary.boot = boot;
  }
});
