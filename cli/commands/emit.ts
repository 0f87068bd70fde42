import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { replayInWorker } from '../../properties/campaign/replayInWorker.ts';
import { InputError, showValue } from '../../properties/input/inputError.ts';
import type { Emitted } from '../emit/emitted.ts';
import { itfTrace } from '../emit/itfTrace.ts';
import { jsonLines } from '../emit/jsonLines.ts';
import { vitestTest } from '../emit/vitestTest.ts';
import { NOTHING_FOUND } from '../exitCode.ts';
import { writeTextFile } from '../files.ts';
import { collectNames } from '../options.ts';
import { packageVersion } from '../packageVersion.ts';
import type { Finish } from '../program.ts';
import { scenarioFrom } from '../scenarioFrom.ts';
import { type TargetOptions, targetOf } from '../subjects.ts';

const LANGUAGES: Readonly<Record<string, (emitted: Emitted) => string>> = {
  vitest: vitestTest,
  itf: itfTrace,
  jsonl: jsonLines,
};

interface EmitOptions extends TargetOptions {
  readonly as: keyof typeof LANGUAGES;
  readonly out?: string;
  readonly layout?: readonly string[];
}

export function addEmit(root: Command, finish: Finish): void {
  root
    .command('emit')
    .description('write a scenario as a test for vitest, a trace of states (ITF) or a script of JSON lines')
    .argument('<file|token>', 'a scenario file, the output of `check --json`, or a token')
    .requiredOption('--as <language>', `one of ${Object.keys(LANGUAGES).join(', ')}`, language)
    .option('--out <file>', 'write it to a file instead of stdout')
    .option('--layout <file>', 'layout that the token names, if it is no preset', collectNames)
    .option('--target <module>', 'the allocator to run it with: a module that exports `target`')
    .option('--fault <name>', 'run it with a seeded fault')
    .action(async (source: string, options: EmitOptions) => {
      await emit(source, options);
      finish(NOTHING_FOUND);
    });
}

async function emit(source: string, options: EmitOptions): Promise<void> {
  const target = targetOf(options);
  const scenario = await scenarioFrom(source, options.layout, 'emit');
  const { tokenOf } = await import('../../properties/scenario/token.ts');
  const { scenarioHash } = await import('../../properties/scenario/scenarioHash.ts');
  const replayed = await replayInWorker(scenario, target, { withPages: options.as === 'itf' });
  const text = LANGUAGES[options.as]!({
    scenario,
    token: tokenOf(scenario),
    hash: scenarioHash(scenario),
    replayed,
    target,
    folder: resolve(options.out === undefined ? '.' : dirname(options.out)),
    version: packageVersion(),
  }); // The option was one of them.
  if (options.out === undefined) process.stdout.write(text);
  else writeTextFile(options.out, '--out', text);
}

function language(value: string): string {
  if (Object.hasOwn(LANGUAGES, value)) return value;
  const expected = `one of ${Object.keys(LANGUAGES).join(', ')}`;
  throw new InputError({ place: '--as', expected, found: showValue(value), remedy: '--as vitest' });
}
