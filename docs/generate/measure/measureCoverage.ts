import { campaignInWorker } from '../../../properties/campaign/campaignInWorker.ts';
import { type Layout, PRESETS } from '../../../properties/index.ts';
import { DEFAULT_LAYOUTS } from '../../../properties/presets/defaultLayouts.ts';
import { DESIGN_NAMES } from '../../../spec/designs/index.ts';
import type { CampaignCoverage } from '../measured/coverage.ts';
import { write } from './write.ts';

const SEED = 1;

/** Runs a campaign of the usual length under each design with the sound allocator, and writes down what it walked. */
export async function measureCoverage(): Promise<void> {
  const layouts = DEFAULT_LAYOUTS.map((layout): Layout => PRESETS[layout]!); // Names of presets.
  const campaigns: CampaignCoverage[] = [];
  for (const design of DESIGN_NAMES) {
    const result = await campaignInWorker({ layouts, design, seed: SEED }, { kind: 'sound' });
    const { transitions, missing, unreachable } = result.coverage;
    const { runs, operations } = result;
    campaigns.push({
      design,
      layouts: result.layouts,
      seed: SEED,
      runs,
      operations,
      reached: transitions.reached,
      total: transitions.total,
      missing,
      unreachable,
      witnesses: result.witnesses.counts.map(({ name, count }) => ({ name, count })),
      findings: result.findings,
    });
    console.log(`${design}: ${transitions.reached} of ${transitions.total} transitions`);
  }
  write('coverage', {
    origin: `npm run docs:measure -- coverage: the campaign of zoneproof check with seed ${SEED}`,
    campaigns,
  });
}
