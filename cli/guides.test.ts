import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COMMAND } from './testing/command.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The compiled command, as a user runs it; `npm test` builds first. */

/** The commands in the `sh` blocks of a guide, in their order: a later one may read what an earlier one wrote. */
function commandsOf(guide: string): string[] {
  const text = readFileSync(new URL(`../docs/guides/${guide}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line !== ''),
  );
}

/** A folder with what the guides name: examples, a recording, and an allocator of the reader's own. */
function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zoneproof-guide-'));
  const recording = 'spec/fixtures/recordings/longterm-pins';
  for (const place of ['docs/examples', recording])
    cpSync(join(ROOT, place), join(folder, place), { recursive: true });
  cpSync(join(ROOT, recording), join(folder, 'machine'), { recursive: true });
  // The reader's allocator has the mistake that the guide proposes.
  const example = readFileSync(join(ROOT, 'docs/examples/naive-allocator.mjs'), 'utf8');
  writeFileSync(join(folder, 'mine.mjs'), example.replace(' || this.zoneOf[page] !== zone', ''));
  // The example finds the package by its name, as it does where it is installed.
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/zoneproof'), 'junction');
  return folder;
}

const GUIDES = readdirSync(join(ROOT, 'docs/guides')).filter((name) => commandsOf(name).length > 0);

/** What a command ends with: what its comment says, else a violation if a seeded fault is met, else nothing found. */
function exitCodes(command: string, comment: string): readonly number[] {
  const said = /exit code (\d)/.exec(comment)?.[1];
  if (said !== undefined) return [Number(said)];
  if (command.includes('--fault')) return [1];
  return isCampaign(command) ? [0, 3] : [0]; // A second proves little.
}

const isCampaign = (command: string): boolean => /^zoneproof check (?!.*--(fault|save))/.test(command);

/** The same with less time. */
function shortened(command: string): string {
  if (/--time \d+/.test(command)) return command.replace(/--time \d+/, '--time 1');
  return isCampaign(command) ? `${command} --time 1` : command;
}

describe.each([...GUIDES, '../../README.md'])('the commands of %s', (guide) => {
  const folder = scratchFolder();
  const commands = commandsOf(guide).filter(
    (line) => line.startsWith('zoneproof ') || line.startsWith('mkdir '),
  );

  test('are there', () => expect(commands.length).toBeGreaterThan(0));

  test.each(commands)('%s', (line) => {
    const [command = '', comment = ''] = line.split(/\s+# /);
    const script = shortened(command).replace(/^zoneproof /, `"${process.execPath}" "${COMMAND}" `);
    const env = { ...process.env, GITHUB_ACTIONS: '' };
    const { status, stderr } = spawnSync('sh', ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
      env,
    });
    expect(stderr.replace(/^(?!error).*\n/gm, '')).toBe('');
    expect(exitCodes(command, comment)).toContain(status);
  });
});

test('the README shows the report of its example as it is', () => {
  const args = ['check', '--fault', 'pin-stays-in-movable', '--seed', '1', '--failures', 'ignore'];
  const env = { ...process.env, GITHUB_ACTIONS: '', NO_COLOR: '1' };
  const { stdout } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env,
  });
  const [report = ''] = /^error[\s\S]*? explain {2}zoneproof .*$/m.exec(stdout) ?? [];
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`text\n${report}\n\`\`\``);
});
