import { measureComparison } from './measureComparison.ts';
import { measureCoverage } from './measureCoverage.ts';
import { measureFaults } from './measureFaults.ts';
import { measureSeeds } from './measureSeeds.ts';
import { measureStrategies } from './measureStrategies.ts';
import { measureWitnesses } from './measureWitnesses.ts';

const KINDS: Readonly<Record<string, (names: readonly string[]) => void | Promise<void>>> = {
  witnesses: measureWitnesses,
  comparison: measureComparison,
  coverage: measureCoverage,
  faults: measureFaults,
  strategies: measureStrategies,
  seeds: measureSeeds,
};

const [asked, ...names] = process.argv.slice(2);
if (asked !== undefined && !Object.hasOwn(KINDS, asked)) {
  console.error(`docs:measure measures ${Object.keys(KINDS).join(', ')}, or all of them; not ${asked}`);
  process.exitCode = 2;
} else
  for (const [kind, measure] of Object.entries(KINDS))
    if (asked === undefined || asked === kind) await measure(names);
