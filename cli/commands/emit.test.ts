import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { tiny } from '../../properties/presets/tiny.ts';
import { readScenario } from '../../properties/scenario/readScenario.ts';
import { tokenOf } from '../../properties/scenario/token.ts';
import { wordsOf } from '../../properties/scenario/wordsOf.ts';
import { LEAVES } from '../../spec/pages/leaf.ts';
import { COMMAND } from '../testing/command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'zoneproof-emit-'));
const FAULT = 'pin-stays-in-movable';
const TOKEN = tokenOf({
  layout: tiny,
  design: 'kernelcore',
  operations: wordsOf([
    { kind: 'allocate', order: 0, class: 'user', owner: 0, node: 0, cpu: 0 },
    { kind: 'pin', of: 0, term: 'long' },
  ]),
});

/** A project as a user has it, with the package and vitest installed. */
mkdirSync(join(FOLDER, 'node_modules'));
symlinkSync(ROOT, join(FOLDER, 'node_modules/zoneproof'));
symlinkSync(join(ROOT, 'node_modules/vitest'), join(FOLDER, 'node_modules/vitest'));
mkdirSync(join(FOLDER, 'tests'));
writeFileSync(join(FOLDER, 'mine.mjs'), "export { soundTarget as target } from 'zoneproof';\n");
writeFileSync(
  join(FOLDER, 'faulty.mjs'),
  "import { FAULTS } from 'zoneproof';\nexport const { target } = FAULTS['pin-stays-in-movable'];\n",
);

function run(command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: FOLDER,
    encoding: 'utf8',
    timeout: 100_000,
    env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '' },
  });
  return { code: status, out: stdout, err: stderr };
}

const emit = (...args: string[]) => run(COMMAND, ['emit', TOKEN, ...args]);
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

describe('--as vitest', () => {
  test('is a test that fails for the fault and passes for a sound allocator, and needs only the package and the target', () => {
    const written = [
      emit('--as', 'vitest', '--target', 'faulty.mjs', '--out', 'tests/faulty.test.mjs'),
      emit('--as', 'vitest', '--fault', FAULT, '--out', 'tests/fault.test.mjs'),
      emit('--as', 'vitest', '--out', 'tests/sound.test.mjs'),
      emit('--as', 'vitest', '--target', 'mine.mjs', '--out', 'tests/mine.test.mjs'),
    ];
    expect(written).toEqual(written.map(() => ({ code: 0, out: '', err: '' })));
    expect(read('tests/mine.test.mjs')).toContain('import { target } from "../mine.mjs";\n');
    const imports = [...read('tests/faulty.test.mjs').matchAll(/ from ['"](.*)['"]/g)].map(
      ([, name]) => name,
    );
    expect(imports).toEqual(['vitest', 'zoneproof', '../faulty.mjs']);
    const { code } = run('node_modules/vitest/vitest.mjs', [
      'run',
      '--reporter=json',
      '--outputFile=out.json',
      '--root=.',
    ]);
    const { testResults } = JSON.parse(read('out.json')) as {
      testResults: {
        name: string;
        assertionResults: { title: string; status: string; failureMessages: string[] }[];
      }[];
    };
    const byFile = new Map(
      testResults.map(({ name, assertionResults: [first] }) => [name.replace(/.*\//, ''), first]),
    );
    expect(code).toBe(1);
    expect(byFile.get('faulty.test.mjs')).toMatchObject({
      status: 'failed',
      title: expect.stringMatching(/^INV-163: no page/),
    });
    expect(byFile.get('faulty.test.mjs')?.failureMessages.join()).toContain('INV-163');
    expect(byFile.get('fault.test.mjs')?.status).toBe('failed');
    expect(byFile.get('sound.test.mjs')?.status).toBe('passed');
    expect(byFile.get('mine.test.mjs')?.status).toBe('passed');
  });
});

describe('--as itf', () => {
  interface State {
    readonly [name: string]: unknown;
    readonly model: {
      readonly '#map': readonly (readonly [
        { '#bigint': string },
        { end: { '#bigint': string }; leaves: { '#set': string[] } },
      ])[];
    };
  }

  test('is a trace in which each state has every variable, and the pages cover the machine', () => {
    const trace = JSON.parse(emit('--as', 'itf', '--fault', FAULT).out);
    expect(trace['#meta']).toMatchObject({ format: 'ITF', source: TOKEN, status: 'violation' });
    expect(
      trace.states.map(({ '#meta': { index } }: State & { '#meta': { index: number } }) => index),
    ).toEqual([0, 1, 2]);
    const frames = tiny.ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    for (const state of trace.states as State[]) {
      expect(Object.keys(state).sort()).toEqual(['#meta', ...trace.vars].sort());
      const runs = state.model['#map'].map(([start, run]) => ({
        start: Number(start['#bigint']),
        end: Number(run.end['#bigint']),
        leaves: run.leaves['#set'],
      }));
      expect(runs.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(frames);
      expect(
        runs.flatMap(({ leaves }) => leaves).filter((leaf) => !LEAVES.some(({ name }) => name === leaf)),
      ).toEqual([]);
    }
    expect(numbersIn(trace.states)).toEqual([0, 1, 2]); // Only the indexes: every other number is a #bigint.
    expect(trace.states.map(({ agrees }: State) => agrees)).toEqual([true, true, false]);
    expect(JSON.stringify(trace.states[2].target)).toContain('pinned.longterm');
    expect(JSON.stringify(trace.states[2].model)).not.toContain('pinned.longterm');
  });

  const numbersIn = (value: unknown): number[] => {
    if (typeof value === 'number') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
  };
});

test('--as jsonl is the machine, an operation a line with what the model accepts, and what was broken', () => {
  const lines = emit('--as', 'jsonl', '--fault', FAULT)
    .out.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatchObject({
    zoneproof: 'script',
    version: 1,
    design: 'kernelcore',
    layout: tiny,
    token: TOKEN,
  });
  expect(lines[1]).toMatchObject({ number: 0, call: 'allocate(order 0, user, node 0, cpu 0)', agrees: true });
  expect(lines[2]).toMatchObject({
    operation: { kind: 'pin', of: 0, term: 'long' },
    expected: 'moved to Node 0 Normal, then pinned',
    agrees: false,
  });
  expect(lines[3]).toMatchObject({ broken: 'INV-163' });
  const operations = lines.slice(1, 3).map(({ operation }) => operation);
  const { layout, design } = lines[0];
  const again = readScenario({ zoneproof: 'scenario', version: 1, layout, design, operations }, 'x');
  expect(tokenOf(again)).toBe(TOKEN);
});

test('what cannot be emitted is one sentence', () => {
  expect(emit('--as', 'tla').err).toBe(
    'error: --as: expected one of vitest, itf, jsonl, found "tla"\ntry: --as vitest\n',
  );
  expect(emit().err).toMatch(
    /^error: required option '--as <language>' not specified\ntry: zoneproof emit --help\n/,
  );
  expect(run(COMMAND, ['emit', 'missing.json', '--as', 'itf']).err).toMatch(
    /^error: emit: expected a scenario file or a token/,
  );
  expect(emit('--as', 'itf', '--out', 'no/such/file').err).toMatch(
    /^error: --out: expected a file that can be written/,
  );
});
