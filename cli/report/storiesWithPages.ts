import { replayInWorker } from '../../properties/campaign/replayInWorker.ts';
import type { Replayed } from '../../properties/campaign/request.ts';
import type { CampaignResult, FoundViolation } from '../../properties/campaign/result.ts';
import type { TargetReference } from '../../properties/campaign/targetReference.ts';
import { InputError } from '../../properties/input/inputError.ts';
import type { Story } from '../../properties/run/story.ts';

/** Pages of larger machines would take too long to list after each step, and too much room. */
const MOST_FRAMES = 16_384;

/** The stories of all violations told once more, with all pages after each step, where the machine is small and the failure shows again. */
export async function storiesWithPages(
  results: readonly CampaignResult[],
  target: TargetReference,
): Promise<ReadonlyMap<FoundViolation, Story>> {
  const stories = new Map<FoundViolation, Story>();
  for (const found of results.flatMap(({ violations }) => violations)) {
    const { layout } = found.scenario;
    if (layout.ranges.reduce((sum, { start, end }) => sum + end - start, 0) > MOST_FRAMES) continue;
    const again = await replayIfPossible(found, target);
    if (again !== null && again.violation !== null && again.story.start !== undefined)
      stories.set(found, again.story);
  }
  return stories;
}

/** Where records of other machines are merged, the target may be missing; the story that they tell will do. */
async function replayIfPossible(
  { scenario }: FoundViolation,
  target: TargetReference,
): Promise<Replayed | null> {
  try {
    return await replayInWorker(scenario, target, { withPages: true });
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
