import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tiny } from '../../properties/presets/tiny.ts';
import { COMMAND } from '../testing/command.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'zoneproof-reports-'));
const FAULT = 'pin-stays-in-movable';

function check(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, GITHUB_ACTIONS: '', ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'check', '--seed', '1', ...args], {
    cwd: FOLDER,
    encoding: 'utf8',
    timeout: 60_000,
    env,
  });
  return { code: status, out: stdout, err: stderr };
}

const written = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

test('check writes what was asked for, under all designs and with a layout of its own', () => {
  writeFileSync(join(FOLDER, 'mine.json'), JSON.stringify({ ...tiny, name: 'mine' }));
  const files = ['--report', 'junit=a.xml', '--report', 'sarif=a.sarif', '--report', 'json=a.json'];
  const where = ['--layout', 'mine.json', '--design', 'all', '--fault', FAULT, '--runs', '20'];
  const { code, out } = check([...where, ...files, '--save', 'found.json', '--json']);
  expect(code).toBe(1);
  expect(written('a.json')).toBe(out);
  expect(written('a.xml').match(/<testsuite /g)).toHaveLength(6);
  const [result] = JSON.parse(written('a.sarif')).runs[0].results;
  expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('found.json');
  expect(result.relatedLocations[0]?.physicalLocation.artifactLocation.uri).toBe('mine.json');
});

test('a report that cannot be written is refused before the campaign', () => {
  const { code, out, err } = check(['--report', 'junit=no/such/place.xml', '--time', '50']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(
    /^error: --report: expected a file in a folder that exists, .*\ntry: mkdir -p no\/such\n$/,
  );
});

test('on GitHub the run is annotated and the job has a summary, and --json stays JSON', () => {
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(FOLDER, 'summary.md') };
  const { out, err } = check(['--fault', FAULT, '--json'], environment);
  expect(JSON.parse(out).verdict).toBe('violation');
  expect(err).toMatch(/^::error title=INV-163 is broken \(kernelcore%2C tiny[a-z-]*\)::frame 0x20,/m);
  expect(written('summary.md')).toMatch(/^## zoneproof: violation, INV-163 is broken\n/);
});
