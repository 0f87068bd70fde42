import { spawnSync } from 'node:child_process';
// biome-ignore lint/style/noRestrictedImports: where the package keeps the newer draft
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { COMMAND } from '../testing/command.ts';

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, out: stdout, err: stderr };
}

test('what --json prints fits the schema of results, and little else does', () => {
  const fits = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(run('schema', 'result').out));
  const check = ['check', '--layout', 'tiny', '--seed', '1', '--runs', '20', '--json'];
  const broken = JSON.parse(run(...check, '--fault', 'pin-stays-in-movable').out);
  const [{ token }] = broken.violations;
  const samples = [
    broken,
    JSON.parse(run(...check, '--design', 'all').out),
    JSON.parse(run('replay', token, '--json').out),
    JSON.parse(run('replay', token, '--fault', 'pin-stays-in-movable', '--json').out),
  ];
  for (const sample of samples) {
    fits(sample);
    expect(fits.errors ?? []).toEqual([]);
  }
  const [violation] = broken.violations;
  const { seed: _, ...unseeded } = broken;
  const wrong = [
    { ...broken, verdict: 'fine' },
    { ...broken, violations: [{ ...violation, token: 7 }] },
    unseeded,
    {},
  ];
  for (const sample of wrong) expect(fits(sample)).toBe(false);
});

test('a schema that does not exist is one sentence', () => {
  expect(run('schema', 'x')).toEqual({
    code: 2,
    out: '',
    err: 'error: schema: expected one of scenario, layout, result, found "x"\ntry: zoneproof schema scenario\n',
  });
});
