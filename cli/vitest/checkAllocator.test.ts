import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { runCampaign } from '../../properties/campaign/runCampaign.ts';
import { kernelFallsBackToMovable } from '../../properties/faults/kernelFallsBackToMovable.ts';
import { soundTarget } from '../../properties/index.ts';
import { tiny } from '../../properties/presets/tiny.ts';
import { campaignError } from './campaignError.ts';
import { checkAllocator } from './checkAllocator.ts';

const example = pathToFileURL(join(process.cwd(), 'docs/examples/naive-allocator.mjs'));

// These register tests of their own, as in the file of a user.
checkAllocator('a target in the thread of the test', soundTarget, { layouts: [tiny], runs: 12 });
checkAllocator('what boots an allocator', (...world) => soundTarget.boot(...world), {
  habits: { reportsNotifiers: true, reportsClearing: true },
  layouts: ['tiny'],
  runs: 12,
});
checkAllocator('a module, in two threads of its own', example, { runs: 24, jobs: 2, seed: 7 });

test('a broken allocator fails the test with the minimal run, its story and its token', async () => {
  const { target } = kernelFallsBackToMovable;
  const result = runCampaign({ layouts: [tiny], design: 'kernelcore', seed: 1, runs: 50 }, target);
  const error = await campaignError(result, null);
  expect(error?.message).toMatch(/^error\[INV-\d+\]: /);
  for (const part of ['model says', '✗', 'length +\\d+ operation', 'token    zp1', 'MODULE is a file'])
    expect(error?.message).toMatch(part === '✗' ? '✗' : new RegExp(part));
  expect(error?.stack).toBe(`Error: ${error?.message}`);
  const elsewhere = await campaignError(result, join(process.cwd(), 'mine.mjs'));
  expect(elsewhere?.message).toMatch(/replay {3}zoneproof replay \S+ --target mine\.mjs/);
});

test('one that was hardly tried fails with the reason, and one that passes not at all', async () => {
  const result = runCampaign({ layouts: [tiny], design: 'kernelcore', seed: 1, runs: 12 }, soundTarget);
  expect(await campaignError(result, null)).toBeNull();
  const doubtful = { ...result, verdict: 'inconclusive', doubts: ['one', 'two'] } as const;
  expect((await campaignError(doubtful, null))?.message).toBe(
    'nothing was found, but that proves too little: one; two',
  );
});
