import type { Command } from 'commander';
import { campaignInWorker } from '../../properties/campaign/campaignInWorker.ts';
import type { Fault } from '../../properties/faults/index.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { NOTHING_FOUND, VIOLATION } from '../exitCode.ts';
import { wholeNumber } from '../options.ts';
import type { Finish } from '../program.ts';
import { type FaultScore, faultTable } from '../render/faultTable.ts';
import { inkFor } from '../render/ink.ts';
import { layoutsOf, seededFault } from '../subjects.ts';
import { DEFAULT_LAYOUTS, MOST_SEED } from './check.ts';

interface FaultsOptions {
  readonly seed: number;
  readonly json?: boolean;
}

export function addFaults(root: Command, finish: Finish): void {
  root
    .command('faults')
    .description('try the suite itself: check allocators with one seeded fault each')
    .argument('[name...]', 'faults to try (default: all)')
    .option('--seed <number>', 'where the generator starts', wholeNumber('--seed', 0, MOST_SEED), 1)
    .option('--json', 'print one JSON object and nothing else on stdout')
    .action(async (names: readonly string[], options: FaultsOptions) => finish(await faults(names, options)));
}

async function faults(names: readonly string[], { seed, json }: FaultsOptions): Promise<number> {
  const { FAULTS } = await import('../../properties/faults/index.ts');
  const chosen = await Promise.all((names.length > 0 ? names : Object.keys(FAULTS)).map(seededFault));
  const scores: FaultScore[] = [];
  for (const fault of chosen) scores.push(await scoreOf(fault, seed));
  const verdict = scores.every(({ found }) => found) ? 'pass' : 'violation';
  const text = json
    ? JSON.stringify({ verdict, seed, faults: scores }, null, 2)
    : faultTable(scores, inkFor(process.stdout));
  process.stdout.write(`${text}\n`);
  return verdict === 'pass' ? NOTHING_FOUND : VIOLATION;
}

async function scoreOf(fault: Fault, seed: number): Promise<FaultScore> {
  const { name, invariant, design } = fault;
  const layouts = await layoutsOf(fault.layouts ?? DEFAULT_LAYOUTS);
  const start = performance.now();
  const { isRightRule } = await import('../../properties/faults/index.ts');
  const result = await campaignInWorker({ layouts, design, seed }, { kind: 'fault', name });
  const [first] = result.violations;
  return {
    name,
    expected: invariant,
    found: first !== undefined && isRightRule(fault, first.violation.invariant),
    invariant: first?.violation.invariant ?? null,
    length: first === undefined ? null : operationCount(first.scenario.operations),
    operations: result.operations,
    milliseconds: Math.round(performance.now() - start),
  };
}
