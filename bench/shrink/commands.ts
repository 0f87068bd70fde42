import * as fc from 'fast-check';
import type { Fault } from '../../properties/faults/index.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { commandScenarios, operationsOf } from '../../properties/score/commandScenarios.ts';
import { arenasOf, DRAWN, LENGTH, layout } from './hunt.ts';
import { symptomOf } from './symptom.ts';

/** What fast-check's own commands made of a failure. */
export interface ByCommands {
  readonly symptom: string;
  readonly length: number;
  readonly runs: number;
}

/** Finds and shortens with `fc.commands`, as its documentation shows it; null if the seed finds nothing. */
export function shrinkByCommands(fault: Fault, seed: number): ByCommands | null {
  const arena = arenasOf(fault)({ layout });
  let runs = 0;
  let first = 0;
  let symptom: string | null = null;
  let length = 0;
  const property = fc.property(commandScenarios(arena.offered(), layout, LENGTH), (commands) => {
    if (runs - first > MOST_RUNS) return; // Nothing fails any more, so fast-check is done soon.
    const words = operationsOf(commands);
    runs++;
    const violation = arena.run(words);
    const shown = violation && symptomOf(violation);
    if (shown === null || (symptom !== null && shown !== symptom)) return;
    if (symptom === null) first = runs;
    symptom = shown;
    length = operationCount(words);
    throw new Error(shown);
  });
  fc.check(property, { seed, numRuns: DRAWN });
  return symptom === null ? null : { symptom, length, runs: runs - first };
}

/** Some failures keep fast-check busy for minutes; what is cut off counts as fewer runs. More than are drawn. */
const MOST_RUNS = 1000;
