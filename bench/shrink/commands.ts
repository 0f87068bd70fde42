import * as fc from 'fast-check';
import type { Fault } from '../../properties/faults/index.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { commandScenarios, operationsOf } from '../../properties/score/commandScenarios.ts';
import { arenasOf, DRAWN, LENGTH, layout } from './hunt.ts';

/** What fast-check's own commands made of a failure. */
export interface ByCommands {
  readonly rule: string;
  readonly length: number;
  readonly runs: number;
}

/** Finds and shortens with `fc.commands`, as its documentation shows it; null if the seed finds nothing. */
export function shrinkByCommands(fault: Fault, seed: number): ByCommands | null {
  const arena = arenasOf(fault)({ layout });
  let runs = 0;
  let first = 0;
  let rule: string | null = null;
  let length = 0;
  const property = fc.property(commandScenarios(arena.offered(), layout, LENGTH), (commands) => {
    const words = operationsOf(commands);
    runs++;
    const violation = arena.run(words);
    if (violation === null || (rule !== null && violation.invariant !== rule)) return;
    if (rule === null) first = runs;
    rule = violation.invariant;
    length = operationCount(words);
    throw new Error(violation.sentence);
  });
  fc.check(property, { seed, numRuns: DRAWN, interruptAfterTimeLimit: PATIENCE });
  return rule === null ? null : { rule, length, runs: runs - first };
}

/** Some failures keep fast-check busy for minutes. */
const PATIENCE = 10_000;
