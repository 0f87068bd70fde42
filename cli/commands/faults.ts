import type { Command } from 'commander';
import { AREAS, type Area } from '../../properties/faults/historicBug.ts';
import type { Fault } from '../../properties/faults/index.ts';
import { InputError } from '../../properties/input/inputError.ts';
import type { FaultScore } from '../../properties/score/faultScore.ts';
import { inTurn } from '../../properties/score/inTurn.ts';
import { NOTHING_FOUND, VIOLATION } from '../exitCode.ts';
import { faultArea, seedRange, wholeNumber } from '../options.ts';
import type { Finish } from '../program.ts';
import { faultTable } from '../render/faultTable.ts';
import { inkFor } from '../render/ink.ts';
import { scoreReport } from '../report/scoreReport.ts';
import { seededFault } from '../subjects.ts';
import { MOST_JOBS, MOST_SEED } from './check.ts';

interface FaultsOptions {
  readonly seed: number;
  readonly seeds?: readonly number[];
  readonly area?: Area;
  readonly jobs: number;
  readonly strategies?: boolean;
  readonly operations: number;
  readonly kept?: boolean;
  readonly json?: boolean;
}

const MOST_LOOKED = 2_000_000;

export function addFaults(root: Command, finish: Finish): void {
  root
    .command('faults')
    .description('try the suite itself: check allocators with one seeded fault each')
    .argument('[name...]', 'faults to try, by name or number in the museum (default: all)')
    .option('--seed <number>', 'where the generator starts', wholeNumber('--seed', 0, MOST_SEED), 1)
    .option('--seeds <range>', 'try each fault with several seeds: 1..10, or 10 for the same', seedRange)
    .option('--area <name>', `only real bugs of one area: ${Object.keys(AREAS).join(', ')}`, faultArea)
    .option(
      '--jobs <number>',
      'faults that are looked for at the same time; the result is the same',
      wholeNumber('--jobs', 1, MOST_JOBS),
      1,
    )
    .option('--kept', 'also ask that each ends in the minimal scenario that the tests repeat')
    .option('--strategies', 'compare ways to look for them: operations until a rule is broken')
    .option(
      '--operations <number>',
      'with --strategies: when to give up',
      wholeNumber('--operations', 1, MOST_LOOKED),
      100_000,
    )
    .option('--json', 'print one JSON object and nothing else on stdout')
    .action(async (names: readonly string[], options: FaultsOptions) => finish(await faults(names, options)));
}

async function faults(names: readonly string[], options: FaultsOptions): Promise<number> {
  const { json, seed } = options;
  const chosen = await chosenFaults(names, options.area);
  if (options.strategies) return strategies(chosen, options);
  const scores = await scoresOf(chosen, options.seeds ?? [seed], options.jobs);
  const drifts = options.kept ? await driftsOf(chosen, scores) : [];
  const text = json
    ? JSON.stringify(scoreReport(scores, seed, drifts), null, 2)
    : [faultTable(scores, inkFor(process.stdout)), ...drifts].join('\n');
  process.stdout.write(`${text}\n`);
  return drifts.length === 0 && scores.every(({ found }) => found) ? NOTHING_FOUND : VIOLATION;
}

/** Where a fresh hunt ended elsewhere than the tests believe. */
async function driftsOf(faults: readonly Fault[], scores: readonly FaultScore[]): Promise<string[]> {
  const { driftOf } = await import('../../properties/score/drift.ts');
  return faults.flatMap((fault, place) => scores[place]?.hunts.flatMap((hunt) => driftOf(fault, hunt)) ?? []);
}

async function strategies(faults: readonly Fault[], options: FaultsOptions): Promise<number> {
  const { seed, jobs, operations: most } = options;
  const { compareStrategies } = await import('../../properties/score/compareStrategies.ts');
  const { strategyReport, strategyTable } = await import('../render/strategyTable.ts');
  const scores = await compareStrategies(faults, { seed, most, jobs });
  const text = options.json
    ? JSON.stringify(strategyReport(scores, seed, most), null, 2)
    : strategyTable(scores, most, inkFor(process.stdout));
  process.stdout.write(`${text}\n`);
  return NOTHING_FOUND;
}

async function chosenFaults(names: readonly string[], area: Area | undefined): Promise<Fault[]> {
  const { FAULTS } = await import('../../properties/faults/index.ts');
  const named = await Promise.all(
    (names.length > 0 ? names : Object.keys(FAULTS)).map((name) => seededFault(name, 'fault')),
  );
  const chosen = named.filter(({ bug }) => area === undefined || bug?.area === area);
  if (chosen.length > 0) return chosen;
  const expected = 'an area of which faults are planted';
  throw new InputError({ place: '--area', expected, found: `${area}`, remedy: 'zoneproof list' });
}

/** The score of each fault, in the order they were named; those that take longest are begun first. */
async function scoresOf(
  faults: readonly Fault[],
  seeds: readonly number[],
  jobs: number,
): Promise<FaultScore[]> {
  const { hunt, scoreOf } = await import('../../properties/score/faultScore.ts');
  const deepFirst = faults.toSorted((one, other) => Number(other.deep ?? false) - Number(one.deep ?? false));
  const tasks = deepFirst.flatMap((fault) => seeds.map((seed) => ({ fault, seed })));
  const hunts = await inTurn(tasks, jobs, async ({ fault, seed }) => ({
    fault,
    hunt: await hunt(fault, seed),
  }));
  return faults.map((fault) =>
    scoreOf(
      fault,
      hunts.filter((each) => each.fault === fault).map((each) => each.hunt),
    ),
  );
}
