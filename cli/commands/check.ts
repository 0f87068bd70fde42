import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { campaignInWorker } from '../../properties/campaign/campaignInWorker.ts';
import type { Sighting } from '../../properties/campaign/foundViolation.ts';
import type { CampaignPlan } from '../../properties/campaign/options.ts';
import type { CampaignResult } from '../../properties/campaign/result.ts';
import type { TargetReference } from '../../properties/campaign/targetReference.ts';
import { FAILURES_FOLDER } from '../../properties/failures/folder.ts';
import { InputError } from '../../properties/input/inputError.ts';
import type { Observed } from '../../properties/observe/observationLog.ts';
import { DEFAULT_LAYOUTS } from '../../properties/presets/defaultLayouts.ts';
import { DESIGN_NAMES } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { writableFile, writeTextFile } from '../files.ts';
import { interruption } from '../interruption.ts';
import { budget, collectNames, designs, seconds, shard, wholeNumber } from '../options.ts';
import type { Finish } from '../program.ts';
import { showProgress } from '../progress.ts';
import { type PublishOptions, publish } from '../publish.ts';
import { bookOf, type RecordOptions, recordFile, recordsIn } from '../records.ts';
import { collectReports, REPORT_FORMATS } from '../report/reportOption.ts';
import {
  type FailureMode,
  failureMode,
  type Keeper,
  keeperOf,
  openStore,
  replayStored,
} from '../storedFailures.ts';
import { designOf, layoutsOf, targetOf } from '../subjects.ts';

interface CheckOptions extends PublishOptions, RecordOptions {
  readonly runs?: number;
  readonly operations?: number;
  readonly seed?: number;
  readonly time?: number;
  readonly budget?: number;
  readonly jobs?: number;
  readonly failures?: FailureMode;
  readonly observe?: string;
}

export const MOST_SEED = 0xffffffff;
const MOST_OPERATIONS = 4_000_000;
const MOST_RUNS = 1_000_000_000;
export const MOST_JOBS = 64;

export function addCheck(root: Command, finish: Finish): void {
  root
    .command('check')
    .description('try generated operation sequences against an allocator, and shrink what breaks a rule')
    .option(
      '--layout <file|preset>',
      `machine to try; repeat it or give a list (default: ${DEFAULT_LAYOUTS.join(',')})`,
      collectNames,
    )
    .option(
      '--design <name>',
      `mirroring policy: ${DESIGN_NAMES.join(', ')}, or all; repeat it for more (default: kernelcore)`,
      designs,
    )
    .option('--runs <number>', 'stop after so many runs', wholeNumber('--runs', 1, MOST_RUNS))
    .option('--operations <number>', 'length of every run', wholeNumber('--operations', 1, MOST_OPERATIONS))
    .option(
      '--seed <number>',
      'where the generator starts (default: random)',
      wholeNumber('--seed', 0, MOST_SEED),
    )
    .option('--time <seconds>', 'stop after so many seconds', seconds)
    .option(
      '--budget <time>',
      'the same with a unit: 90s, 60m, 2h; in all, if a checkpoint is taken up again',
      budget,
    )
    .option('--checkpoint <file>', 'keep what is done in a file, and go on from there if it exists')
    .option('--shard <i/n>', 'do the part of one of n machines; `zoneproof merge` puts them together', shard)
    .option('--out <file>', 'where a shard keeps what it has done; the same as --checkpoint')
    .option(
      '--jobs <number>',
      'threads that share the work; the result is the same (default: 1)',
      wholeNumber('--jobs', 1, MOST_JOBS),
    )
    .option('--target <module>', 'the allocator to check: a module that exports `target`')
    .option('--fault <name>', 'check a seeded fault instead; see `zoneproof list`')
    .option('--save <file>', 'write the minimal scenario of a violation to a file', writableFile('--save'))
    .option('--observe <file>', 'write a JSON line for each run, as Tyche reads them')
    .option(
      '--failures <mode>',
      `what to do with failures in ${FAILURES_FOLDER}: first (replay them first), replay-only, ignore (default: first, if the folder is there)`,
      failureMode,
    )
    .option(
      '--report <format=file>',
      `write a report: ${REPORT_FORMATS.join(', ')}; repeat it for more`,
      collectReports,
    )
    .option('--json', 'print one JSON object and nothing else on stdout')
    .action(async (options: CheckOptions) => finish(await check(options)));
}

async function check(options: CheckOptions): Promise<number> {
  const target = targetOf(options);
  const layouts = await layoutsOf(options.layout ?? DEFAULT_LAYOUTS);
  const started = new Date();
  const store = await openStore(options.failures);
  const stored = store === null ? null : await replayStored(store, target, say);
  const settled = stored !== null && (stored.unsettled || options.failures === 'replay-only') ? stored : null;
  const keeper = store === null ? null : await keeperOf(store, target, say);
  const results = settled?.results ?? (await campaigns(options, target, layouts, keeper));
  return publish(results, options, layouts, { started, store, settled });
}

const say = (text: string): void => {
  process.stderr.write(text);
};

/** One campaign for each design; an interrupted one is the last. */
async function campaigns(
  options: CheckOptions,
  target: TargetReference,
  layouts: readonly Layout[],
  keeper: Keeper | null,
): Promise<CampaignResult[]> {
  const file = recordFile(options);
  const seed = options.seed ?? seedIn(file) ?? Math.floor(Math.random() * (MOST_SEED + 1));
  const observed = observedOf(options.observe);
  const { signal, release } = interruption();
  const results: CampaignResult[] = [];
  for (const design of options.design ?? [await designOf(options)]) {
    if (signal.aborted) break;
    const plan: CampaignPlan = { layouts, design, seed, ...limitsOf(options) };
    const progress = showProgress(process.stderr);
    const onSighting = (sighting: Sighting): void => keeper?.sighted(sighting);
    const watching = {
      ...(observed === undefined ? {} : { observed }),
      signal,
      jobs: options.jobs ?? 1,
      onProgress: progress.show,
      onSighting,
      ...(options.shard === undefined ? {} : { shard: options.shard }),
      ...(file === undefined ? {} : { book: bookOf(file, plan, options, target) }),
    };
    const result = await campaignInWorker(plan, target, watching).finally(progress.clear);
    keeper?.finished(result);
    results.push(result);
  }
  release();
  return results;
}

/** Begins the file anew; that of an earlier campaign is gone. */
function observedOf(file: string | undefined): Observed | undefined {
  if (file === undefined) return undefined;
  writeTextFile(file, '--observe', '');
  return { file: resolve(file), start: Date.now() / 1000 };
}

/** A campaign that goes on where it was goes on with the same seed. */
const seedIn = (file: string | undefined): number | undefined =>
  file !== undefined && existsSync(file) ? recordsIn(file, '--checkpoint').header?.plan.seed : undefined;

const limitsOf = ({ runs, operations, time, budget }: CheckOptions): Partial<CampaignPlan> => ({
  ...(runs === undefined ? {} : { runs }),
  ...(operations === undefined ? {} : { operations }),
  ...secondsOf(time, budget),
});

function secondsOf(time?: number, budget?: number): Partial<CampaignPlan> {
  if (time !== undefined && budget !== undefined) {
    const remedy = 'leave one out: both limit the time';
    throw new InputError({ place: '--time and --budget', expected: 'one of them', found: 'both', remedy });
  }
  const seconds = time ?? budget;
  return seconds === undefined ? {} : { seconds };
}
