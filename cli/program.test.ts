import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMAND } from './testing/command.ts';

/** The compiled command, as a user runs it; `npm test` builds first. */
const DIRECTORY = mkdtempSync(join(tmpdir(), 'zoneproof-cli-'));
const FAULT = 'pin-stays-in-movable';

function zoneproof(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: DIRECTORY,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, GITHUB_ACTIONS: '' }, // These failures are meant, and no news to a pull request.
  });
  return { code: status, out: stdout, err: stderr };
}

function file(name: string, text: string): string {
  writeFileSync(join(DIRECTORY, name), text);
  return name;
}

const withoutTimes = (json: string): string =>
  json.replace(/"(milliseconds|operationsPerSecond)": \d+/g, '"$1": 0');

describe('bad input is one sentence and a remedy, with exit code 2', () => {
  file('text.json', 'not JSON');
  file('empty.json', '{}');
  file('nothing.json', JSON.stringify({ verdict: 'pass', violations: [] }));
  file('noAllocator.mjs', 'export const target = { name: "x", boot: () => null };');
  file('noTarget.mjs', 'export const other = 1;');
  const cases: (readonly [args: string[], sentence: RegExp])[] = [
    [[], /a command is missing/],
    [['chekc'], /there is no command 'chekc'/],
    [['check', '--sed', '1'], /unknown option '--sed'\ntry: --seed/],
    [['check', '--seed', 'x'], /--seed: expected a whole number from 0 to 4294967295, found "x"/],
    [['check', '--seed'], /option '--seed <number>' argument missing/],
    [['check', '--jobs', '0'], /--jobs: expected a whole number from 1 to 64, found "0"\ntry: --jobs 2\n/],
    [['check', '--save', '.'], /--save: expected a file, found "\.", which is a folder/],
    [['check', '--target', 'noAllocator.mjs'], /target "x": expected a boot that returns an allocator with/],
    [['check', '--runs', '0'], /--runs: expected a whole number from 1 to/],
    [['check', '--time', '-1'], /--time: expected a number of seconds above 0, .* found "-1"/],
    [
      ['check', '--design', 'mirror'],
      /--design: expected one of none, full, kernelcore, nonmirror, reserve, migratetype, all/,
    ],
    [['check', '--layout', 'huge'], /--layout: expected a layout file or one of tiny, /],
    [['check', '--layout', 'text.json'], /text\.json: expected JSON/],
    [['check', '--layout', 'empty.json'], /empty\.json: .*expected/],
    [
      ['check', '--layout', 'tiny,tiny'],
      /--layout: expected layouts with different names, found "tiny" twice/,
    ],
    [['check', '--layout', '.'], /which cannot be read \(EISDIR\)/],
    [
      ['check', '--fault', 'toString'],
      /--fault: expected the name or number of a seeded fault, found "toString"\ntry: zoneproof list\n/,
    ],
    [['check', '--fault', FAULT, '--target', 'noTarget.mjs'], /expected one of them, found both/],
    [['check', '--target', 'missing.mjs'], /--target: expected the file of an ES .*, which does not exist\n/],
    [['model', 'foo'], /too many arguments.*\ntry: zoneproof model --help\n/],
    [['explain'], /missing required argument 'rule\|fault'\ntry: zoneproof explain --help\n/],
    [['compare', '--design', 'none'], /--design: expected no such option, since compare always runs every/],
    [['check', '--target', 'noTarget.mjs'], /--target noTarget\.mjs: target: expected an exported object/],
    [['replay'], /missing required argument 'file\|token'/],
    [['replay', 'missing.json'], /replay: expected a scenario file or a token/],
    [['replay', 'zp1.kernelcore.tiny.AAAA'], /token: expected a token as zoneproof printed it/],
    [['replay', 'text.json'], /text\.json: expected JSON/],
    [['replay', 'nothing.json'], /nothing\.json: violations: expected a violation to replay/],
    [['explain', 'INV-99999'], /explain: expected the number of a rule/],
    [['layout'], /layout: expected either --from DIRECTORY or --preset NAME, found neither/],
    [['layout', '--preset', 'huge'], /--preset: expected one of tiny, /],
    [['layout', '--preset', 'tiny', '--out', 'no/such/place'], /--out: expected a file that can be written/],
    [['faults', 'none'], /error: fault: expected the name or number of a seeded fault/],
    [['faults', '--seeds', '4..2'], /--seeds: expected a range of at most 1000 seeds/],
    [['faults', '--area', 'attic'], /--area: expected one of movable, cma, /],
  ];
  test.each(cases)('%j', (args, sentence) => {
    const { code, out, err } = zoneproof(...args);
    expect(err).toMatch(sentence);
    expect(err).toMatch(/^error: [^\n]+\ntry: [^\n]+\n$/);
    expect([code, out]).toEqual([2, '']);
  });
});

describe('help', () => {
  test('lists the commands and the exit codes', () => {
    const { code, out } = zoneproof('--help');
    expect(code).toBe(0);
    for (const name of [
      'check',
      'replay',
      'explain',
      'faults',
      'layout',
      'list',
      'model',
      'compare',
      'merge',
    ])
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(out).toContain('3 inconclusive');
  });

  test('the version is that of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(zoneproof('--version').out).toBe(`${version}\n`);
  });
});

describe('check', () => {
  const args = ['check', '--layout', 'tiny', '--seed', '5', '--runs', '30'];

  test('that finds nothing ends with 0 and a summary', () => {
    const { code, out } = zoneproof(...args);
    expect(code).toBe(0);
    expect(out).toMatch(/^pass: nothing found in [\d,]+ operations in 30 runs\n/);
  });

  test('prints one JSON object that depends on the seed alone', () => {
    const { code, out, err } = zoneproof(...args, '--json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'pass',
      seed: 5,
      runs: 30,
      operations: expect.any(Number),
      operationsPerSecond: expect.any(Number),
      violations: [],
      findings: expect.any(Array),
      witnesses: { reached: expect.any(Number), total: expect.any(Number) },
      coverage: { transitions: { reached: expect.any(Number), total: expect.any(Number) } },
      milliseconds: expect.any(Number),
    });
    expect(withoutTimes(zoneproof(...args, '--json').out)).toBe(withoutTimes(out));
  });

  test('under every design has one report for each, and one verdict', () => {
    const { out } = zoneproof(...args, '--design', 'all', '--json');
    const report = JSON.parse(out);
    expect(report.verdict).toBe('pass');
    expect(report.designs.map(({ design }: { design: string }) => design)).toEqual([
      'none',
      'full',
      'kernelcore',
      'nonmirror',
      'reserve',
      'migratetype',
    ]);
  });

  test('under several designs ends with one line over all', () => {
    const { code, out } = zoneproof(...args, '--design', 'all');
    expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      expect.stringMatching(/^pass: 6 designs, [\d,]+ operations$/),
    ]);
  });

  test('that is interrupted says so', async () => {
    const child = spawn(process.execPath, [COMMAND, 'check', '--layout', 'tiny', '--time', '60']);
    let out = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    setTimeout(() => child.kill('SIGINT'), 4000);
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(out).toMatch(/^inconclusive: nothing found in [\d,]+ operations/);
    expect(out).toContain('it was interrupted before it was done');
    expect(code).toBe(3);
  });
});

describe('a violation', () => {
  const { code, out } = zoneproof('check', '--fault', FAULT, '--seed', '1', '--save', 'found.json');
  const token = /^ {2}token {4}(\S+)$/m.exec(out)?.[1] ?? '';

  test('is reported with verdict, steps, maps, rule and commands, and ends with 1', () => {
    expect(code).toBe(1);
    expect(out).toMatch(/^error\[INV-\d+\]: /);
    for (const part of [
      'model says',
      '✗',
      'pages before #',
      '^ shows the violation',
      'source ',
      'explain  zoneproof',
    ])
      expect(out).toContain(part);
  });

  test('is replayed by its token and by its file, and passes against the sound allocator', () => {
    expect(out).toContain(`replay   zoneproof replay ${token} --fault ${FAULT}\n`);
    for (const source of [token, 'found.json']) {
      const again = zoneproof('replay', source, '--fault', FAULT);
      expect(again.out.split('\n')[0]).toBe(out.split('\n')[0]);
      expect([again.code, zoneproof('replay', source).code]).toEqual([1, 0]);
    }
  });

  test('is replayed out of the JSON of a campaign', () => {
    const { out: json } = zoneproof('check', '--fault', FAULT, '--seed', '1', '--json');
    const { verdict, violations } = JSON.parse(json);
    expect(verdict).toBe('violation');
    expect(violations[0]).toMatchObject({ token, operations: violations[0].scenario.operations.length });
    const { code: again, out: replayed } = zoneproof(
      'replay',
      file('report.json', json),
      '--fault',
      FAULT,
      '--json',
    );
    expect(again).toBe(1);
    expect(JSON.parse(replayed).violations[0].token).toBe(token);
  });
});

describe('layout', () => {
  test('prints a preset that check can read back', () => {
    const { code, out } = zoneproof('layout', '--preset', 'tiny');
    const renamed = JSON.stringify({ ...JSON.parse(out), name: 'mine' });
    expect(code).toBe(0);
    expect(
      zoneproof('check', '--layout', file('mine.json', renamed), '--runs', '5', '--seed', '1').code,
    ).toBe(0);
  });

  test('of a file is named again in the command that replays', () => {
    const mine = JSON.stringify({ ...JSON.parse(zoneproof('layout', '--preset', 'tiny').out), name: 'mine' });
    const { out } = zoneproof('check', '--layout', file('mine.json', mine), '--fault', FAULT, '--seed', '1');
    const command = /replay {3}zoneproof (.*)$/m.exec(out)?.[1] ?? '';
    expect(command).toContain('--layout mine.json');
    expect(zoneproof(...command.split(' ')).code).toBe(1);
  });

  test('tells findings on stderr', () => {
    const { err } = zoneproof('layout', '--preset', 'tiny-numa');
    expect(err).toMatch(/^finding\[node-without-kernel-memory\]: all memory of node 1/);
  });
});

test('explain says what a rule is for', () => {
  const { code, out } = zoneproof('explain', 'inv-1');
  expect(code).toBe(0);
  expect(out).toMatch(/^INV-1: a kernel page is never in ZONE_MOVABLE\n/);
});

test('explain tells of a seeded fault: the rule it breaks, and the shortest run', () => {
  const { code, out } = zoneproof('explain', 'pin-stays-in-movable');
  expect(code).toBe(0);
  expect(out).toMatch(/pin-stays-in-movable: a long-term pin moves its page out of CMA, but leaves it/);
  expect(out).toMatch(/shown by +#0 allocate\(/);
  const [, token = ''] = /zoneproof replay (\S+)/.exec(out) ?? [];
  expect(zoneproof('replay', token, '--fault', 'pin-stays-in-movable').code).toBe(1);
});

test('explain says why a rule cannot be judged', () => {
  const { code, out } = zoneproof('explain', '166');
  expect(code).toBe(0);
  expect(out).toMatch(/^INV-166: a page with a pin is never[^\n]*\n\n {2}not judged {2}the bias of 1024/);
});

test('list names everything that can be named', () => {
  const { presets, designs, faults, rules } = JSON.parse(zoneproof('list', '--json').out);
  expect([presets.length, designs.length, faults.length, rules.length].every((length) => length > 2)).toBe(
    true,
  );
  expect(zoneproof('list').out).toContain('presets (--layout)');
});

test('compare gives every design the same scenarios', () => {
  const args = ['compare', '--layout', 'tiny', '--operations', '5000', '--json'];
  const { code, out } = zoneproof(...args);
  expect(code).toBe(0);
  const { designs, operations } = JSON.parse(out);
  expect(designs.length).toBeGreaterThanOrEqual(3);
  for (const score of designs) expect(score.operations + score.skipped).toBe(operations);
  expect(withoutTimes(zoneproof(...args).out)).toBe(withoutTimes(out));
});

test('model takes stock, and shows each rule fail', () => {
  const { code, out } = zoneproof('model');
  expect(code).toBe(0);
  expect(out).toMatch(/^sound: /);
  const model = JSON.parse(zoneproof('model', '--json').out);
  expect(model.invariants).toMatchObject({ total: 114, lost: [] });
  expect(model.machines.length).toBeGreaterThanOrEqual(2);
});

test('faults scores the suite', () => {
  const { code, out } = zoneproof('faults', FAULT);
  expect(code).toBe(0);
  expect(out).toMatch(/^pass: the seeded fault is found\n/);
});

test('faults with several seeds and threads scores the same, in the order of the names', () => {
  const args = ['faults', 'cma-releases-twice', 'marks-stay-behind', '--seeds', '2', '--json'];
  const [alone, together] = [zoneproof(...args), zoneproof(...args, '--jobs', '2')];
  expect([alone.code, withoutTimes(together.out)]).toEqual([0, withoutTimes(alone.out)]);
  const { total, found, faults } = JSON.parse(alone.out);
  expect([total, found]).toEqual([2, 2]);
  expect(faults[1]).toMatchObject({
    id: 'marks-stay-behind',
    name: 'marks-stay-behind',
    found: true,
    foundIn: 2,
    invariant: 'INV-126',
    executed: expect.any(Number),
    minimal: 1,
    milliseconds: expect.any(Number),
    seeds: [
      { seed: 1, found: true },
      { seed: 2, found: true },
    ],
  });
});
