import type { FoundViolation } from '../campaign/result.ts';
import type { SparseTally } from './sparseTally.ts';

/**
 * What one step of a campaign came to. A step is drawn from a seed of its own and counted for itself, so its record is the same whoever
 * walks it, whenever; everything a campaign reports is made of these.
 */
export interface StepRecord {
  /** Its place on the ladder, from 0. */
  readonly step: number;
  /** Place of its layout in the plan. */
  readonly layout: number;
  readonly seed: number;
  /** Runs begun: all of the step, or those up to the one that broke a rule. */
  readonly runs: number;
  /** Places in `OPERATION_KINDS` of what the target can be asked on this layout; left out if it never said. */
  readonly offered?: readonly number[];
  readonly tally: SparseTally;
  /** What broke a rule; the campaign ends here. */
  readonly found?: FoundViolation;
}
