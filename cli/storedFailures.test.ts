import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFailure } from '../properties/failures/failureFile.ts';
import { COMMAND } from './testing/command.ts';

const FAULT = 'pin-stays-in-movable';
const STORE = '.zoneproof/failures';
const env = { ...process.env, GITHUB_ACTIONS: '' };

const project = (): string => mkdtempSync(join(tmpdir(), 'zoneproof-project-'));

function check(cwd: string, ...args: string[]) {
  const all = [COMMAND, 'check', '--layout', 'tiny', '--seed', '1', '--runs', '20', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    env,
  });
  return { code: status, out: stdout, err: stderr };
}

const stored = (folder: string): string[] =>
  existsSync(join(folder, STORE)) ? readdirSync(join(folder, STORE)).sort() : [];

describe('stored failures', () => {
  const folder = project();
  writeFileSync(
    join(folder, 'target.mjs'),
    `import { FAULTS } from '${new URL('../dist/properties/index.js', import.meta.url)}';\nexport const { target } = FAULTS['${FAULT}'];\n`,
  );

  test('are not kept in a directory without the folder, unless asked for', () => {
    expect(check(folder, '--fault', FAULT).code).toBe(1);
    expect(existsSync(join(folder, '.zoneproof'))).toBe(false);
    mkdirSync(join(folder, STORE), { recursive: true });
  });

  test('are kept, minimal and under their hash, and reports point at them', () => {
    const { code, out } = check(folder, '--target', 'target.mjs', '--json', '--report', 'sarif=a.sarif');
    const [{ hash, scenario }] = JSON.parse(out).violations;
    expect([code, stored(folder)]).toEqual([1, [`${hash}.json`]]);
    const file = JSON.parse(readFileSync(join(folder, STORE, `${hash}.json`), 'utf8'));
    expect(file).toMatchObject({
      zoneproof: 'failure',
      target: 'module:target.mjs',
      minimal: true,
      scenario,
    });
    const sarif = JSON.parse(readFileSync(join(folder, 'a.sarif'), 'utf8'));
    expect(sarif.runs[0].artifacts[0].location.uri).toBe(`${STORE}/${hash}.json`);
  });

  test('are replayed first, and the campaign waits until they are fixed', () => {
    const { code, out } = check(folder, '--target', 'target.mjs', '--seed', '77');
    expect(code).toBe(1);
    expect(out).toMatch(/^error\[INV-163\]: /);
    expect(out).toMatch(
      /\nviolation: 1 of 1 stored failure still fails; nothing else was tried, as --failures ignore would\n$/,
    );
    const ignored = check(folder, '--target', 'target.mjs', '--failures', 'ignore');
    expect(ignored.out).toMatch(/\nviolation: INV-163 is broken, found after/);
  });

  test('of one target say nothing of another', () => {
    expect(check(folder, '--failures', 'replay-only').out).toBe('pass: no failures are stored\n');
    expect(stored(folder)).toHaveLength(1);
  });

  test('are removed when they pass, and then the campaign runs', () => {
    const sound = `export { soundTarget as target } from '${new URL('../dist/properties/index.js', import.meta.url)}';\n`;
    writeFileSync(join(folder, 'target.mjs'), sound);
    const { code, out, err } = check(folder, '--target', 'target.mjs');
    expect([code, stored(folder)]).toEqual([0, []]);
    expect(err).toMatch(/^fixed: \.zoneproof\/failures\/[0-9a-f]{16}\.json passes now and was removed\n$/);
    expect(out).toMatch(/^pass: nothing found in/);
  });

  test('that are damaged are told in one sentence and left alone', () => {
    writeFileSync(join(folder, STORE, 'damaged.json'), '{"zoneproof": "fail');
    const { code, out, err } = check(folder, '--failures', 'replay-only', '--json');
    expect([code, JSON.parse(out).verdict]).toEqual([0, 'pass']);
    expect(err).toMatch(
      /^warning: \.zoneproof\/failures\/damaged\.json: expected JSON, found .*; it was left alone\n$/,
    );
    expect(stored(folder)).toEqual(['damaged.json']);
  });

  test('settle the matter for all designs that were asked for', () => {
    const { code, out } = check(folder, '--failures', 'replay-only', '--design', 'all');
    expect([code, out]).toEqual([0, 'pass: no failures are stored\n']);
  });

  test('need a mode that exists', () => {
    expect(check(folder, '--failures', 'x').err).toMatch(
      /^error: --failures: expected one of first, replay-only, ignore/,
    );
  });

  test('replay from their file', () => {
    const other = project();
    check(other, '--fault', FAULT, '--failures', 'first');
    const [name = ''] = stored(other);
    const args = [COMMAND, 'replay', join(STORE, name), '--fault', FAULT];
    expect(spawnSync(process.execPath, args, { cwd: other, timeout: 60_000 }).status).toBe(1);
  });
});

test('a campaign that is killed at any time leaves whole files, and what it printed is among them', async () => {
  for (let time = 1; time <= 6; time++) {
    const folder = project();
    const args = [
      COMMAND,
      'check',
      '--fault',
      FAULT,
      '--failures',
      'first',
      '--seed',
      String(time),
      '--design',
      'all',
      '--json',
    ];
    const child = spawn(process.execPath, args, { cwd: folder, env });
    let out = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    const timer = setInterval(() => {
      // Some are killed as soon as the first file appears, others at a moment of their own.
      if (time % 2 === 0 && stored(folder).length === 0) return;
      clearInterval(timer);
      setTimeout(() => child.kill('SIGKILL'), time * 60);
    }, 5);
    await new Promise((resolve) => child.on('close', resolve));
    clearInterval(timer);
    const names = stored(folder).filter((name) => !name.startsWith('.'));
    for (const name of names)
      readFailure(readFileSync(join(folder, STORE, name), 'utf8'), name, name.slice(0, -5));
    if (time % 2 === 0) expect(names.length).toBeGreaterThan(0);
    if (out !== '')
      for (const { hash } of JSON.parse(out).violations) expect(names).toContain(`${hash}.json`);
  }
});
