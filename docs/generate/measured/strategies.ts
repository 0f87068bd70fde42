import type { StrategyScore } from '../../../properties/score/compareStrategies.ts';

/** How ways to look for the seeded faults compare. Written by `npm run docs:measure`. */
export interface MeasuredStrategies {
  /** Which command measured it. */
  readonly origin: string;
  readonly seed: number;
  /** Operations after which a strategy gave up. */
  readonly most: number;
  readonly faults: readonly StrategyScore[];
}
