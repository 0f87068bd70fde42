import type { CampaignPlan } from './options.ts';
import { stopRequested, type Watch } from './watch.ts';

/** How long a campaign has been running, and whether it has to end. */
export interface Stopwatch {
  readonly milliseconds: () => number;
  /** A time limit has passed. */
  readonly expired: () => boolean;
  /** Somebody asked it to end early. */
  readonly interrupted: () => boolean;
}

export function startStopwatch({ seconds }: CampaignPlan, watch: Watch): Stopwatch {
  const start = performance.now();
  const milliseconds = () => performance.now() - start;
  return {
    milliseconds,
    expired: () => seconds !== undefined && milliseconds() >= 1000 * seconds,
    interrupted: () => stopRequested(watch),
  };
}
