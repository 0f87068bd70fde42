import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { FAULTS } from '../faults/index.ts';
import { tiny } from '../presets/tiny.ts';
import { tinyNuma } from '../presets/tinyNuma.ts';
import { campaignInWorker } from './campaignInWorker.ts';
import type { CampaignPlan } from './options.ts';
import type { CampaignResult } from './result.ts';
import { runCampaign } from './runCampaign.ts';

const plan: CampaignPlan = { layouts: [tiny, tinyNuma], design: 'kernelcore', seed: 3, runs: 60 };

const timeless = (result: CampaignResult): string => JSON.stringify({ ...result, milliseconds: 0 });

test('many threads see what one sees, byte for byte', async () => {
  const alone = timeless(runCampaign(plan, soundTarget));
  for (const jobs of [1, 3])
    expect(timeless(await campaignInWorker(plan, { kind: 'sound' }, { jobs })), `${jobs} jobs`).toBe(alone);
});

describe.each(['offline-forgets-private-lists', 'reclaim-does-not-help'])('the fault %s', (name) => {
  const fault = FAULTS[name]!; // A test of the table names them all.
  const { runs: _, ...unlimited } = plan;

  test('is found at the same step and made minimal alike, however many threads look for it', async () => {
    const hunt = { ...unlimited, design: fault.design };
    const alone = timeless(runCampaign(hunt, fault.target));
    expect(alone).toContain('"verdict":"violation"');
    for (const jobs of [3])
      expect(timeless(await campaignInWorker(hunt, { kind: 'fault', name }, { jobs })), `${jobs} jobs`).toBe(
        alone,
      );
  });
});
