import type { Fault } from '../../properties/faults/index.ts';
import { median } from '../median.ts';
import { type ByCommands, shrinkByCommands } from './commands.ts';
import { type Shrunk, shrinkOwn } from './own.ts';

/** Scenarios of each fault that are shortened, and seeds tried to find them. */
export const SIGHTINGS = 10;
const SEEDS = 40;

/** How the failures of one fault were shortened, and how fast-check's own commands shorten those of the same seeds. */
export interface Row {
  readonly fault: string;
  readonly own: readonly Shrunk[];
  readonly commands: readonly ByCommands[];
  /** By symptom: the fewest operations that anything came to. */
  readonly minimum: ReadonlyMap<string, number>;
}

export function rowOf(fault: Fault): Row {
  const own: Shrunk[] = [];
  const commands: ByCommands[] = [];
  for (let seed = 1000; own.length < SIGHTINGS && seed <= 1000 * SEEDS; seed += 1000) {
    const shrunk = shrinkOwn(fault, seed);
    if (shrunk === null) continue;
    own.push(shrunk);
    const byCommands = shrinkByCommands(fault, seed);
    if (byCommands !== null) commands.push(byCommands);
  }
  const minimum = new Map<string, number>();
  for (const { symptom, length } of [...own, ...commands])
    minimum.set(symptom, Math.min(length, minimum.get(symptom) ?? length));
  return { fault: fault.name, own, commands, minimum };
}

/** Failures that were shortened to the minimum of their symptom. */
export const reached = (shrunk: readonly (Shrunk | ByCommands)[], { minimum }: Row): number =>
  shrunk.filter(({ symptom, length }) => length === minimum.get(symptom)).length;

/** Different scenarios that the failures of a fault ended in, and different symptoms they showed. */
export const forms = ({ own }: Row): number => new Set(own.map(({ form }) => form)).size;
export const symptoms = ({ own }: Row): number => new Set(own.map(({ symptom }) => symptom)).size;

/** Those of which it is proven that nothing is shorter. */
export const proven = ({ own }: Row): number => own.filter((each) => each.proven).length;

/** The row as plain data. */
export const figures = (row: Row) => ({
  fault: row.fault,
  failures: row.own.length,
  minimum: [...row.minimum.values()],
  reached: reached(row.own, row),
  forms: forms(row),
  symptoms: symptoms(row),
  proven: proven(row),
  milliseconds: Math.round(median(row.own.map(({ milliseconds }) => milliseconds))),
  runs: median(row.own.map(({ runs }) => runs)),
  searched: median(row.own.map(({ searched }) => searched)),
  commands: {
    failures: row.commands.length,
    length: median(row.commands.map(({ length }) => length)),
    reached: reached(row.commands, row),
    runs: median(row.commands.map(({ runs }) => runs)),
  },
});
