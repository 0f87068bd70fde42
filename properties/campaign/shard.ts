import type { NumberedStep } from './numberedSteps.ts';

/** One of several machines that share a campaign: the `index`th of `of`, from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export const WHOLE: Shard = { index: 1, of: 1 };

/**
 * Whether a step is this shard's. Of as many steps in a row as there are shards each gets one; who gets which rotates, as layouts take
 * turns and each shard should try them all.
 */
export function belongsTo({ index, of }: Shard, step: number): boolean {
  const round = Math.floor(step / of);
  return (step + round) % of === index - 1;
}

/** The steps of a shard. */
export function* stepsOf(shard: Shard, steps: Iterable<NumberedStep>): Generator<NumberedStep> {
  for (const step of steps) if (belongsTo(shard, step.number)) yield step;
}
