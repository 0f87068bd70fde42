import { replayInWorker } from '../../properties/campaign/replayInWorker.ts';
import type { CampaignResult, FoundViolation } from '../../properties/campaign/result.ts';
import type { TargetReference } from '../../properties/campaign/targetReference.ts';
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
    const { violation, story } = await replayInWorker(found.scenario, target, true);
    if (violation !== null && story.start !== undefined) stories.set(found, story);
  }
  return stories;
}
