import { foundViolation } from '../../properties/campaign/foundViolation.ts';
import type { Fault } from '../../properties/faults/index.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { arenasOf, huntFor, layout } from './hunt.ts';

/** How one failure of {@link LENGTH} operations was shortened. */
export interface Shrunk {
  /** Rule and scenario, for telling forms apart. */
  readonly form: string;
  readonly rule: string;
  readonly length: number;
  /** Runs of the target, each of them counted; without the search for something shorter. */
  readonly runs: number;
  readonly searched: number;
  readonly proven: boolean;
  readonly milliseconds: number;
}

/** Shortens what a seed finds as a campaign does; null if it finds nothing. */
export function shrinkOwn(fault: Fault, seed: number): Shrunk | null {
  const arenaOf = arenasOf(fault);
  const sighting = huntFor(fault, arenaOf({ layout }), seed);
  if (sighting === null) return null;
  const { user: began } = process.cpuUsage();
  const { violation, scenario, token, executions, searched, certificate } = foundViolation(
    sighting,
    arenaOf,
    () => false,
  );
  return {
    form: `${violation.invariant} ${token}`,
    rule: violation.invariant,
    length: operationCount(scenario.operations),
    runs: executions,
    searched,
    proven: certificate !== null,
    milliseconds: (process.cpuUsage().user - began) / 1000,
  };
}
