import { hotRemove } from './hotRemove.ts';
import { kernelSummit2005 } from './kernelSummit2005.ts';
import { lsfmm2015 } from './lsfmm2015.ts';
import { mirrorRfc } from './mirrorRfc.ts';
import { partialMirroring } from './partialMirroring.ts';
import type { Requirement } from './requirement.ts';

export {
  type Carried,
  DISCUSSIONS,
  type Discussion,
  type OutOfScope,
  type Requirement,
} from './requirement.ts';

/** Every mechanism named in the discussions, in their order. */
export const REQUIREMENTS: readonly Requirement[] = [
  ...partialMirroring,
  ...mirrorRfc,
  ...lsfmm2015,
  ...hotRemove,
  ...kernelSummit2005,
];
