import { type Command, Option } from 'commander';
import { InputError, showValue } from '../../properties/input/inputError.ts';
import { DEFAULT_LAYOUTS } from '../../properties/presets/defaultLayouts.ts';
import type { CmaCarrier } from '../../spec/layout/layout.ts';
import { INCONCLUSIVE, NOTHING_FOUND, VIOLATION } from '../exitCode.ts';
import { interruption } from '../interruption.ts';
import { collectNames, seconds, wholeNumber } from '../options.ts';
import type { Finish } from '../program.ts';
import { showLine } from '../progress.ts';
import { comparisonLine, comparisonReport, comparisonText } from '../render/comparison.ts';
import { inkFor } from '../render/ink.ts';
import { layoutsOf } from '../subjects.ts';
import { MOST_SEED } from './check.ts';

interface CompareOptions {
  readonly layout?: readonly string[];
  readonly seed: number;
  readonly operations?: number;
  readonly time?: number;
  readonly cma?: CmaCarrier;
  readonly json?: boolean;
}

const MOST_OPERATIONS = 1_000_000_000;

export function addCompare(root: Command, finish: Finish): void {
  root
    .command('compare')
    .description('run the same scenarios under every design, and count what each policy costs')
    .option(
      '--layout <file|preset>',
      `machine to try; repeat it or give a list (default: ${DEFAULT_LAYOUTS.join(',')})`,
      collectNames,
    )
    .option('--seed <number>', 'where the generator starts', wholeNumber('--seed', 0, MOST_SEED), 1)
    .option(
      '--operations <number>',
      'stop after so many operations, the same for each design (default: 200000)',
      wholeNumber('--operations', 1, MOST_OPERATIONS),
    )
    .option('--time <seconds>', 'stop after so many seconds instead', seconds)
    .addOption(
      new Option(
        '--cma <carrier>',
        'boot with CMA areas kept by this, and run the same scenarios (default: as the layout says)',
      ).choices(['migratetype', 'zone']),
    )
    .addOption(new Option('--design <name>').hideHelp().argParser(refuseDesign))
    .option('--json', 'print one JSON object and nothing else on stdout')
    .action(async (options: CompareOptions) => finish(await compare(options)));
}

/** Whoever knows `check` may try it here. */
function refuseDesign(written: string): never {
  const expected = 'no such option, since compare always runs every design';
  const remedy = `zoneproof compare, or zoneproof check --design ${written}`;
  throw new InputError({ place: '--design', expected, found: showValue(written), remedy });
}

async function compare({ layout, seed, operations, time, cma, json }: CompareOptions): Promise<number> {
  const layouts = await layoutsOf(layout ?? DEFAULT_LAYOUTS);
  const { compareDesigns } = await import('../../properties/compare/compareDesigns.ts'); // Loads allocator and oracle.
  const { signal, release } = interruption();
  const progress = showLine(process.stderr);
  const plan = {
    layouts,
    seed,
    ...(operations === undefined ? {} : { operations }),
    ...(time === undefined ? {} : { seconds: time }),
    ...(cma === undefined ? {} : { cma }),
  };
  const comparison = await compareDesigns(plan, signal, (soFar, layout) =>
    progress.show(() => comparisonLine(soFar, layout)),
  ).finally(progress.clear);
  release();
  const text = json
    ? JSON.stringify(comparisonReport(comparison), null, 2)
    : comparisonText(comparison, inkFor(process.stdout));
  process.stdout.write(`${text}\n`);
  if (comparison.violation !== null) return VIOLATION;
  return comparison.interrupted ? INCONCLUSIVE : NOTHING_FOUND;
}
