import { operationsAlone } from '../records/sparseTally.ts';
import type { StepRecord } from '../records/stepRecord.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { operationCount } from '../scenario/words.ts';
import type { Sighting } from './foundViolation.ts';
import type { NumberedStep } from './numberedSteps.ts';
import type { CampaignPlan } from './options.ts';
import { presetLayout } from './presetLayout.ts';
import { violationFrom, violationOfSilence } from './silence.ts';
import type { Silence } from './supervise.ts';
import type { TargetReference } from './targetReference.ts';

/** What is known at once: the run that never ended. */
export function silentSighting(silence: Silence, plan: CampaignPlan): Sighting {
  const layout = plan.layouts[silence.layout]!; // The thread runs layouts of the plan.
  const { operations } = silence;
  const scenario: Scenario = { layout: presetLayout(layout), design: plan.design, operations };
  return { scenario, violation: violationFrom(silence, scenario) };
}

/**
 * The record of the step in which the target fell silent. What its earlier runs counted is gone with the thread, but how many
 * operations they had is known.
 */
export async function recordOfSilence(
  silence: Silence,
  step: NumberedStep,
  plan: CampaignPlan,
  target: TargetReference,
  stallMilliseconds: number,
): Promise<StepRecord> {
  const { scenario } = silentSighting(silence, plan);
  const { operations } = silence;
  // Runs that shorten a violation count as well, and do not belong to the step.
  const runs = Math.min(silence.runs, step.runs);
  return {
    step: step.number,
    layout: silence.layout,
    seed: step.seed,
    runs,
    tally: operationsAlone(Math.max(0, runs - 1) * step.operations + operationCount(operations)),
    found: await violationOfSilence(silence, scenario, target, stallMilliseconds),
  };
}
