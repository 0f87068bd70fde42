import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { DesignName } from '../../spec/designs/design.ts';
import { PRESETS } from '../presets/index.ts';
import { campaignInWorker } from './campaignInWorker.ts';
import type { CampaignResult } from './result.ts';

const example = resolve('docs/examples/naive-allocator.mjs'); // Tests run in the folder of the project.

const campaign = (design: DesignName): Promise<CampaignResult> =>
  campaignInWorker(
    { layouts: LAYOUTS.map((name) => PRESETS[name]!), design, seed: 1, runs: 300 }, // Presets.
    { kind: 'module', file: example, written: 'naive-allocator.mjs' },
  );

const LAYOUTS = ['tiny', 'tiny-numa', 'tiny-misaligned'];

test.each(['none', 'full', 'kernelcore', 'nonmirror', 'migratetype'] as const)(
  'the example of the guide passes under %s',
  async (design) => {
    const { verdict, violations, doubts } = await campaign(design);
    expect(violations.map(({ violation }) => violation.sentence)).toEqual([]);
    expect({ verdict, doubts }).toEqual({ verdict: 'pass', doubts: [] });
  },
);

test('under reserve it fails as the guide says: it sets no mirrored pageblocks aside', async () => {
  const { violations } = await campaign('reserve');
  expect(['INV-151', 'INV-154']).toContain(violations[0]?.violation.invariant);
});
