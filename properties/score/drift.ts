import type { Fault } from '../faults/index.ts';
import { type MinimalScenario, minimalScenarioOf } from '../faults/minimalScenario.ts';
import type { Hunt } from './faultScore.ts';

/**
 * Whether a fresh hunt ends where the tests believe, as a sentence for each thing that is wrong. A scenario that is proven to be the first
 * of the shortest is the same for every seed that finds the fault on that machine; of the others it is only asked that there are some.
 */
export function driftOf(
  { name, deep }: Pick<Fault, 'name' | 'deep'>,
  { found, invariant, proven, token }: Hunt,
  kept: MinimalScenario | undefined = minimalScenarioOf(name),
): string[] {
  if (kept === undefined)
    return deep
      ? []
      : [`${name} has no minimal scenario that tests could repeat: npm run faults:keep -- ${name}`];
  if (!found || !proven || !kept.proven || invariant !== kept.invariant) return [];
  if (token === null || token === kept.token || machineOf(token) !== machineOf(kept.token)) return [];
  return [`${name} is shown by ${token}, and the tests repeat ${kept.token}: npm run faults:keep -- ${name}`];
}

/** Design and layout: a token without its operations. */
const machineOf = (token: string): string => token.slice(0, token.lastIndexOf('.'));
