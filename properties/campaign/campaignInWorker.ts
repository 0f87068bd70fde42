import type { Scenario } from '../scenario/scenario.ts';
import { operationCount } from '../scenario/words.ts';
import { longestRun } from './ladder.ts';
import type { CampaignPlan } from './options.ts';
import { presetLayout, presetScenario } from './presetLayout.ts';
import type { ProgressListener } from './progress.ts';
import type { CampaignResult } from './result.ts';
import { violationOfSilence } from './silence.ts';
import { type Silence, supervise } from './supervise.ts';
import { type TargetReference, writtenName } from './targetReference.ts';
import { createWatch, requestStop } from './watch.ts';

export interface CampaignWatching {
  readonly onProgress?: ProgressListener;
  /** How long the target may think about one operation. */
  readonly stallMilliseconds?: number;
  /** Ends the campaign early; what was found is reported. */
  readonly signal?: AbortSignal;
}

const STALL_MILLISECONDS = 2000;

/**
 * A campaign in a thread of its own, so that a target that throws, loops or ends its thread is a counterexample and not the
 * end of us. Throws InputError if the target cannot be loaded.
 */
export async function campaignInWorker(
  plan: CampaignPlan,
  target: TargetReference,
  watching: CampaignWatching = {},
): Promise<CampaignResult> {
  const { stallMilliseconds = STALL_MILLISECONDS, signal } = watching;
  const watch = createWatch(longestRun(plan));
  const stop = () => requestStop(watch);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  let soFar = nothingYet(plan, target);
  const onProgress: ProgressListener = (progress) => {
    soFar = progress.soFar;
    watching.onProgress?.(progress);
  };
  const ending = await supervise(
    { task: 'campaign', plan, target, watch },
    { stallMilliseconds, onProgress },
  );
  signal?.removeEventListener('abort', stop);
  if (ending.kind === 'silent') return silentResult(ending, plan, target, stallMilliseconds, soFar);
  if (ending.reply.kind === 'result') return withPresets(ending.reply.result);
  throw new Error(`the thread of the campaign replied ${ending.reply.kind}`);
}

/** What is known of a campaign whose target fell silent: the last progress report, and the run that never ended. */
async function silentResult(
  silence: Silence,
  plan: CampaignPlan,
  target: TargetReference,
  stallMilliseconds: number,
  soFar: CampaignResult,
): Promise<CampaignResult> {
  const layout = plan.layouts[silence.layout] ?? plan.layouts[0];
  if (layout === undefined) throw new Error('a plan without layouts has no runs');
  const { operations } = silence;
  const scenario: Scenario = { layout: presetLayout(layout), design: plan.design, operations };
  const found = await violationOfSilence(silence, scenario, target, stallMilliseconds);
  const counted = {
    ...soFar,
    runs: Math.max(soFar.runs, silence.runs),
    operations: soFar.operations + operationCount(operations),
  };
  return { ...counted, verdict: 'violation', doubts: [], violations: [found] };
}

/** A preset that came back from another thread is the preset again, so that it prints as its name. */
const withPresets = (result: CampaignResult): CampaignResult => ({
  ...result,
  violations: result.violations.map((found) => ({ ...found, scenario: presetScenario(found.scenario) })),
});

const nothingYet = (plan: CampaignPlan, target: TargetReference): CampaignResult => ({
  verdict: 'inconclusive',
  doubts: [],
  target: writtenName(target),
  design: plan.design,
  layouts: plan.layouts.map(({ name }) => name),
  seed: plan.seed,
  lastSeed: plan.seed,
  runs: 0,
  operations: 0,
  skipped: 0,
  outcomes: [],
  coverage: { leaves: NONE, transitions: { ...NONE, unreachable: 0 }, missing: [], unreachable: [] },
  witnesses: { ...NONE, counts: [] },
  findings: [],
  decisions: { taken: 0, undecided: 0 },
  oneSided: [],
  violations: [],
  milliseconds: 0,
});

const NONE = { reached: 0, total: 0 };
