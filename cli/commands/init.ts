import type { Command } from 'commander';
import { testsRun, type WrittenFile, writeProject } from '../init/writeProject.ts';
import type { Finish } from '../program.ts';
import { fields } from '../render/fields.ts';
import { type Ink, inkFor } from '../render/ink.ts';

export function addInit(root: Command, finish: Finish): void {
  root
    .command('init')
    .description('write an adapter, a test and a GitHub workflow into a project; no file is overwritten')
    .argument('[directory]', 'of the project', '.')
    .action((directory: string) => {
      const files = writeProject(directory);
      process.stdout.write(`${initText(files, directory, inkFor(process.stdout))}\n`);
      finish(0);
    });
}

function initText(files: readonly WrittenFile[], directory: string, ink: Ink): string {
  const wrote = files.filter(({ written }) => written);
  const kept = files.filter(({ written }) => !written);
  return [
    wrote.length > 0 ? 'wrote' : 'wrote nothing: all files are there',
    ...fields(
      wrote.map(({ path, what }) => [path, what] as const),
      ink,
    ),
    ...(kept.length === 0 ? [] : [`left as it was: ${kept.map(({ path }) => path).join(', ')}`]),
    'next',
    ...nextSteps(directory).map((line) => `  ${line}`),
  ].join('\n');
}

function nextSteps(directory: string): string[] {
  const own = testsRun(directory);
  return [
    ...(directory === '.' ? [] : [`cd ${directory}`]),
    own ? 'npm install' : 'npm install --save-dev vitest zoneproof',
    own ? 'npm test' : 'npx vitest run zoneproof',
    'then replace the allocator in zoneproof/allocator.mjs by your own',
  ];
}
