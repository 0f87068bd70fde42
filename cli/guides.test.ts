import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** The compiled command, as a user runs it; `npm test` builds first. */
const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

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

describe.each(['continuous-integration.md'])('the commands of %s', (guide) => {
  const folder = mkdtempSync(join(tmpdir(), 'zoneproof-guide-'));
  const commands = commandsOf(guide);

  test('are there', () => expect(commands.length).toBeGreaterThan(2));

  // All of them meet the seeded fault, so each ends with a violation, unless a comment says otherwise.
  test.each(commands)('%s', (line) => {
    const [command = '', comment = ''] = line.split(/\s+# /);
    const expected = Number(/exit code (\d)/.exec(comment)?.[1] ?? 1);
    const script = command.replace(/^zoneproof /, `"${process.execPath}" "${MAIN}" `);
    const env = { ...process.env, GITHUB_ACTIONS: '' };
    const { status, stderr } = spawnSync('sh', ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
      env,
    });
    expect([stderr.replace(/^(?!error).*\n/gm, ''), status]).toEqual(['', expected]);
  });
});
