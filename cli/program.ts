import { Command, CommanderError } from 'commander';
import { addCheck } from './commands/check.ts';
import { addCompare } from './commands/compare.ts';
import { addEmit } from './commands/emit.ts';
import { addExplain } from './commands/explain.ts';
import { addFaults } from './commands/faults.ts';
import { addInit } from './commands/init.ts';
import { addLayout } from './commands/layout.ts';
import { addList } from './commands/list.ts';
import { addMerge } from './commands/merge.ts';
import { addModel } from './commands/model.ts';
import { addReplay } from './commands/replay.ts';
import { addSchema } from './commands/schema.ts';
import { complaintText } from './complaint.ts';
import { BROKEN, NOTHING_FOUND } from './exitCode.ts';
import { packageVersion } from './packageVersion.ts';

/** Tells the program with which code the process ends; a command calls it once. */
export type Finish = (code: number) => void;

/** Runs one command line and returns the exit code. Whatever goes wrong becomes two lines on stderr. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  let code = NOTHING_FOUND;
  const root = program((finished) => {
    code = finished;
  });
  try {
    await root.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return NOTHING_FOUND; // --help, --version
    process.stderr.write(
      complaintText(error, root.commands.find((command) => command.name() === argv[2])?.name()),
    );
    return BROKEN;
  }
}

function program(finish: Finish): Command {
  const root = new Command('zoneproof')
    .description(
      'Checks that page-frame allocators keep their promises about movable, pinned, mirrored and hot-pluggable memory.',
    )
    .version(packageVersion(), '-V, --version')
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', `\n${EXIT_CODES_HELP}`)
    .argument('[command]')
    .usage('<command> [options]')
    .action((word?: string) => {
      const message = word === undefined ? 'a command is missing' : `there is no command '${word}'`;
      throw new CommanderError(BROKEN, 'zoneproof.command', message);
    });
  for (const add of [
    addCheck,
    addReplay,
    addExplain,
    addFaults,
    addLayout,
    addList,
    addModel,
    addCompare,
    addSchema,
    addEmit,
    addMerge,
    addInit,
  ])
    add(root, finish);
  return root;
}

const EXIT_CODES_HELP =
  'Exit codes: 0 nothing found, 1 a violation, 2 zoneproof or its input is broken, 3 inconclusive.';
