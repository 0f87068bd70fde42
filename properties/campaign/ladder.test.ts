import { expect, test } from 'vitest';
import { large } from '../presets/large.ts';
import { small } from '../presets/small.ts';
import { tiny } from '../presets/tiny.ts';
import { defaultOperations, type LadderStep, ladder, longestRun } from './ladder.ts';
import type { CampaignPlan } from './options.ts';

const plan: CampaignPlan = { layouts: [tiny, small], design: 'kernelcore', seed: 7 };

function steps(of: CampaignPlan, count: number): LadderStep[] {
  const walk = ladder(of);
  return Array.from({ length: count }, () => walk.next().value);
}

test('runs are short first and long later, and layouts take turns', () => {
  const walked = steps(plan, 16);
  expect(walked.map(({ layout }) => layout)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const lengths = walked.filter(({ layout }) => layout === 0).map(({ operations }) => operations);
  expect(lengths).toEqual([16, 32, 64, 128, 256, 512, 1024, 8192]);
});

test('the first step has the seed of the plan, and no two steps share one', () => {
  const seeds = steps(plan, 1000).map(({ seed }) => seed);
  expect(seeds[0]).toBe(7);
  expect(new Set(seeds).size).toBe(1000);
  expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
});

test('neighbouring seeds share no step', () => {
  const seeds = new Set(steps(plan, 1000).map(({ seed }) => seed));
  expect(steps({ ...plan, seed: 8 }, 1000).some(({ seed }) => seeds.has(seed))).toBe(false);
});

test('a given length is the length of every run', () => {
  const walked = steps({ ...plan, operations: 300 }, 20);
  expect(new Set(walked.map(({ operations }) => operations))).toEqual(new Set([300]));
  expect(longestRun({ ...plan, operations: 300 })).toBe(300);
});

test('a large machine gets few short runs, and long ones that can fill it', () => {
  const walked = steps({ ...plan, layouts: [large] }, 8);
  const pages = large.ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  expect(walked.slice(0, 7).every(({ runs }) => runs <= 2)).toBe(true);
  expect(walked[7]?.operations).toBe(pages * 4);
  expect(longestRun({ ...plan, layouts: [large] })).toBe(pages * 4);
});

test('a campaign on a large machine has more operations', () => {
  expect([defaultOperations([tiny]), defaultOperations([tiny, large])]).toEqual([2_000_000, 3_000_000]);
});
