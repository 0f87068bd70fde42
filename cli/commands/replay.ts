import type { Command } from 'commander';
import { replayInWorker } from '../../properties/campaign/replayInWorker.ts';
import type { Replayed } from '../../properties/campaign/request.ts';
import { NOT_SHORTENED } from '../../properties/campaign/result.ts';
import type { Scenario } from '../../properties/scenario/scenario.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { NOTHING_FOUND, VIOLATION } from '../exitCode.ts';
import { failureOf, type RepeatedOptions } from '../failureOf.ts';
import { collectNames } from '../options.ts';
import type { Finish } from '../program.ts';
import { failureReport } from '../render/failure.ts';
import { inkFor } from '../render/ink.ts';
import { violationReport } from '../render/json.ts';
import { replayPassed } from '../render/replayPassed.ts';
import { scenarioFrom } from '../scenarioFrom.ts';
import { targetOf } from '../subjects.ts';

interface ReplayOptions extends RepeatedOptions {
  readonly json?: boolean;
}

export function addReplay(root: Command, finish: Finish): void {
  root
    .command('replay')
    .description('run one scenario again and tell what happens, step by step')
    .argument('<file|token>', 'a scenario file, the output of `check --json`, or a token')
    .option('--layout <file>', 'layout that the token names, if it is no preset', collectNames)
    .option('--target <module>', 'the allocator to check: a module that exports `target`')
    .option('--fault <name>', 'run it against a seeded fault')
    .option('--json', 'print one JSON object and nothing else on stdout')
    .action(async (source: string, options: ReplayOptions) => finish(await replay(source, options)));
}

async function replay(source: string, options: ReplayOptions): Promise<number> {
  const target = targetOf(options);
  const scenario = await scenarioFrom(source, options.layout, 'replay');
  const { tokenOf } = await import('../../properties/scenario/token.ts');
  const token = tokenOf(scenario);
  const replayed = await replayInWorker(scenario, target, { explains: true });
  process.stdout.write(
    options.json ? await jsonText(scenario, replayed, token) : reportText(scenario, replayed, token, options),
  );
  return replayed.violation === null ? NOTHING_FOUND : VIOLATION;
}

function reportText(scenario: Scenario, replayed: Replayed, token: string, options: ReplayOptions): string {
  const ink = inkFor(process.stdout);
  const { violation, story, target, explanation } = replayed;
  if (violation === null) return `${replayPassed(scenario, story, target, ink)}\n`;
  const found = {
    violation,
    scenario,
    token,
    story,
    ...(explanation && { explanation }),
    foundIn: 0,
    ...NOT_SHORTENED,
  };
  return `${failureReport(failureOf(found, target, options), ink)}\n`;
}

async function jsonText(scenario: Scenario, replayed: Replayed, token: string): Promise<string> {
  const { scenarioJson } = await import('../../properties/scenario/scenarioJson.ts');
  const { violation, target, milliseconds, explanation } = replayed;
  const found =
    violation === null ? [] : [{ violation, scenario, token, ...(explanation && { explanation }) }];
  const report = {
    verdict: violation === null ? 'pass' : 'violation',
    target,
    design: scenario.design,
    operations: operationCount(scenario.operations),
    violations: found.map((one) => violationReport(one, INVARIANTS, scenarioJson)),
    milliseconds,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
