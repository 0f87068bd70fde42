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
  readonly json?: boolean;
}

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
    .option('--json', 'print one JSON object and nothing else on stdout')
    .action(async (names: readonly string[], options: FaultsOptions) => finish(await faults(names, options)));
}

async function faults(names: readonly string[], options: FaultsOptions): Promise<number> {
  const { json, seed } = options;
  const chosen = await chosenFaults(names, options.area);
  const scores = await scoresOf(chosen, options.seeds ?? [seed], options.jobs);
  const text = json
    ? JSON.stringify(scoreReport(scores, seed), null, 2)
    : faultTable(scores, inkFor(process.stdout));
  process.stdout.write(`${text}\n`);
  return scores.every(({ found }) => found) ? NOTHING_FOUND : VIOLATION;
}

async function chosenFaults(names: readonly string[], area: Area | undefined): Promise<Fault[]> {
  const { FAULTS } = await import('../../properties/faults/index.ts');
  const named = await Promise.all((names.length > 0 ? names : Object.keys(FAULTS)).map(seededFault));
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
