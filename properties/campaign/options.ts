import type { DesignName } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { Drawing } from '../generate/drawing.ts';

/** What a campaign is asked to try. Plain data: it travels to the thread that runs it. */
export interface CampaignPlan {
  /** The machines to try, in turn. */
  readonly layouts: readonly Layout[];
  /** The mirroring policy that target and model follow. */
  readonly design: DesignName;
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** Stop after so many runs. Default: after a fixed number of operations, so that a seed always means the same. */
  readonly runs?: number;
  /** Operations of every run. Default: short runs first, then long ones. */
  readonly operations?: number;
  /** Stop after so many seconds instead. */
  readonly seconds?: number;
  /** How scenarios are drawn. Default: `targeted`. */
  readonly drawing?: Drawing;
}
