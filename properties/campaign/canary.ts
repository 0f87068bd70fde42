import type { Target } from '../../spec/allocator.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import { kernelFallsBackToMovable } from '../faults/kernelFallsBackToMovable.ts';
import { tiny } from '../presets/tiny.ts';
import { Lane } from './lane.ts';
import { numberedSteps } from './numberedSteps.ts';
import type { CampaignPlan } from './options.ts';
import { createWatch } from './watch.ts';

/** A broken allocator that was checked where and when nothing was found, to show that something would have been. */
export interface Canary {
  /** The seeded fault. */
  readonly fault: string;
  readonly caught: boolean;
  /** Operations until it was caught, or without. */
  readonly operations: number;
}

const RUNS = 60;
const OPERATIONS = 64;

/**
 * A tiny campaign that must fail. It runs behind the campaign proper and in its thread, so that whatever the target did there to
 * generator, oracle or language shows.
 *
 * @param target a broken allocator
 */
export function sendCanary(design: DesignName, target: Target = kernelFallsBackToMovable.target): Canary {
  const plan: CampaignPlan = { layouts: [tiny], design, seed: 1, runs: RUNS, operations: OPERATIONS };
  const lane = new Lane(plan, target, createWatch(OPERATIONS), () => {});
  let operations = 0;
  for (const step of numberedSteps(plan)) {
    const sighting = lane.walk(step);
    operations += lane.record()?.tally.executed ?? 0;
    if (sighting !== null) return { fault: target.name, caught: true, operations };
  }
  return { fault: target.name, caught: false, operations };
}

/** Of several, one that was not caught if there is one: a single blind thread is enough for a doubt. */
export const worstCanary = (canaries: readonly Canary[]): Canary | undefined =>
  canaries.find(({ caught }) => !caught) ?? canaries[0];
