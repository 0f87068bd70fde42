import { readFileSync } from 'node:fs';
import { FAULTS, soundTarget } from '../../../properties/index.ts';
import { type Told, tell } from '../run/told.ts';
import type { MeasuredComparison } from './comparison.ts';
import type { MeasuredCoverage } from './coverage.ts';
import type { MeasuredFault, MeasuredFaults } from './faults.ts';
import { MEASURED } from './places.ts';
import type { MeasuredSeeds } from './seeds.ts';
import type { MeasuredStrategies } from './strategies.ts';
import type { MeasuredWitnesses } from './witnesses.ts';

/** What takes minutes to find, read from files; what a file names by a token is run again. */
export interface Measured {
  readonly faults: ReadonlyMap<string, Counterexample>;
  /** By leaf. */
  readonly witnesses: ReadonlyMap<string, Told>;
  readonly coverage: MeasuredCoverage | null;
  readonly comparison: MeasuredComparison | null;
  readonly strategies: MeasuredStrategies | null;
  readonly seeds: MeasuredSeeds | null;
  /** Where each kind of number comes from. */
  readonly origins: Readonly<Record<'faults' | 'witnesses', string>>;
}

/** A seeded fault with the shortest run that shows it. */
export interface Counterexample extends MeasuredFault {
  readonly told: Told;
}

export function readMeasured(): Measured {
  const faults = read<MeasuredFaults>('faults');
  const witnesses = read<MeasuredWitnesses>('witnesses');
  const shown = (faults?.faults ?? []).flatMap((fault): Counterexample[] => {
    const known = Object.hasOwn(FAULTS, fault.name) ? FAULTS[fault.name] : undefined;
    return known === undefined ? [] : [{ ...fault, told: tell(fault.token, known.target) }];
  });
  return {
    faults: new Map(shown.map((fault) => [fault.name, fault])),
    witnesses: new Map(
      (witnesses?.witnesses ?? []).map(({ leaf, token }) => [leaf, tell(token, soundTarget)]),
    ),
    coverage: read('coverage'),
    comparison: read('comparison'),
    strategies: read('strategies'),
    seeds: read('seeds'),
    origins: { faults: faults?.origin ?? '', witnesses: witnesses?.origin ?? '' },
  };
}

/** The file of that name; null if nobody has measured yet. */
export function read<Data>(name: string): Data | null {
  try {
    return JSON.parse(readFileSync(new URL(`${name}.json`, MEASURED), 'utf8')) as Data; // Written by `docs:measure`, checked by `drift`.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
