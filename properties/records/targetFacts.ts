import type { Target } from '../../spec/allocator.ts';

/** What a target says of itself, as plain data: a target itself cannot travel, and a report needs no more. */
export type TargetFacts = Omit<Target, 'boot' | 'bootAllocator'>;

const FACTS = [
  'name',
  'operations',
  'keepsWatermarks',
  'groupsByMobility',
  'reportsCache',
  'reportsNotifiers',
  'reportsClearing',
  'cachedPagesAtMost',
] as const satisfies readonly (keyof TargetFacts)[];

export const factsOf = (target: Target): TargetFacts =>
  Object.fromEntries(
    FACTS.flatMap((fact) => (target[fact] === undefined ? [] : [[fact, target[fact]]])),
  ) as unknown as TargetFacts; // The fields of a target, those left out that it leaves out.
