import { foundViolation } from '../../properties/campaign/foundViolation.ts';
import type { Fault } from '../../properties/faults/index.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { arenasOf, huntFor, layout } from './hunt.ts';
import { symptomOf } from './symptom.ts';

/** How one failure of {@link LENGTH} operations was shortened. */
export interface Shrunk {
  /** Token of the minimal scenario. */
  readonly form: string;
  /** See {@link symptomOf}. */
  readonly symptom: string;
  readonly length: number;
  /** Runs of whole scenarios, each of them counted, those that passed too. */
  readonly runs: number;
  /** Runs of a few operations: the search for something shorter or plainer, which also proves that there is nothing. */
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
    form: token,
    symptom: symptomOf(violation),
    length: operationCount(scenario.operations),
    runs: executions,
    searched,
    proven: certificate !== null,
    milliseconds: (process.cpuUsage().user - began) / 1000,
  };
}
