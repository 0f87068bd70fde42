import type { CampaignResult } from './result.ts';

/** Where a campaign stands. */
export interface CampaignProgress {
  readonly phase: 'check' | 'shrink';
  /** The layout in work. */
  readonly layout: string;
  /** What there would be to report if it ended now; counted up when it is read, and that takes a while. */
  readonly soFar: CampaignResult;
}

export type ProgressListener = (progress: CampaignProgress) => void;
