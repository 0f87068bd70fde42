import type { Target } from '../../spec/allocator.ts';
import { Ledger } from '../records/ledger.ts';
import type { StepRecord } from '../records/stepRecord.ts';
import { factsOf } from '../records/targetFacts.ts';
import { type Canary, sendCanary } from './canary.ts';
import { everySoOften } from './everySoOften.ts';
import { longestRun } from './ladder.ts';
import { Lane } from './lane.ts';
import { numberedSteps } from './numberedSteps.ts';
import type { CampaignPlan } from './options.ts';
import type { ProgressListener } from './progress.ts';
import type { CampaignResult } from './result.ts';
import { startStopwatch } from './stopwatch.ts';
import { createWatch, type Watch } from './watch.ts';

/**
 * Generates scenarios and runs each until the plan is fulfilled or a rule is broken; the scenario that broke it is made
 * minimal. fast-check draws the scenarios; shrinking is ours, so its runs are counted and its result is canonical.
 */
export function runCampaign(
  plan: CampaignPlan,
  target: Target,
  onProgress: ProgressListener = () => {},
  watch: Watch = createWatch(longestRun(plan)),
): CampaignResult {
  const stopwatch = startStopwatch(plan, watch);
  const { interrupted, expired, milliseconds } = stopwatch;
  const ledger = new Ledger(plan, numberedSteps(plan));
  const facts = factsOf(target);
  /** What was seen up to a sighting: the runs that shorten it do not count. */
  let sighted: StepRecord | null = null;
  const soFar = (underway: StepRecord | null, canary?: Canary): CampaignResult =>
    ledger.result({
      target: facts,
      underway: underway === null ? [] : [underway],
      interrupted: interrupted(),
      milliseconds: milliseconds(),
      canary,
    });
  const tell = (phase: 'check' | 'shrink', layout: string) =>
    onProgress({
      phase,
      layout,
      get soFar() {
        return soFar(sighted ?? lane.record());
      },
    });
  const lane: Lane = new Lane(plan, target, watch, everySoOften(tell));
  tell('check', plan.layouts[0]?.name ?? '');
  for (const step of numberedSteps(plan)) {
    if (interrupted() || expired()) break;
    const sighting = lane.walk(step);
    const record = lane.record()!; // Of the step just walked.
    if (sighting === null) {
      ledger.add(record);
      continue;
    }
    sighted = record;
    const found = lane.explain(lane.pursue(sighting, interrupted), interrupted);
    sighted = null;
    ledger.add({ ...record, found });
    break;
  }
  return ledger.broken === undefined ? soFar(null, sendCanary(plan.design)) : soFar(null);
}
