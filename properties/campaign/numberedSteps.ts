import { defaultOperations, type LadderStep, ladder } from './ladder.ts';
import type { CampaignPlan } from './options.ts';

/** A step with its place on the ladder. */
export interface NumberedStep extends LadderStep {
  readonly number: number;
}

/**
 * The steps of a campaign, each with its runs cut to what the plan leaves for it. Their number depends on the plan alone; those of a
 * plan with a time limit, and nothing else to end it, are endless.
 */
export function* numberedSteps(plan: CampaignPlan): Generator<NumberedStep> {
  const limit = plan.seconds === undefined ? defaultOperations(plan.layouts) : Number.POSITIVE_INFINITY;
  let number = 0;
  let runs = 0;
  let drawn = 0;
  for (const step of ladder(plan)) {
    const left = plan.runs === undefined ? step.runs : plan.runs - runs;
    if (left <= 0 || (plan.runs === undefined && drawn >= limit)) return;
    const taken = Math.min(step.runs, left);
    yield { ...step, runs: taken, number };
    number++;
    runs += taken;
    drawn += taken * step.operations;
  }
}
