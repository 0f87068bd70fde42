import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { campaignInWorker } from '../campaign/campaignInWorker.ts';
import type { TargetReference } from '../campaign/targetReference.ts';
import { PRESETS } from '../presets/index.ts';
import { tiny } from '../presets/tiny.ts';
import { scenarioOfToken } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';

/** A test case in the format: hypothesis-python/docs/reference/schema_observations.json, and no null where Tyche's parser takes none. */
const TEST_CASE = {
  type: 'object',
  additionalProperties: false,
  required: [
    'type',
    'status',
    'status_reason',
    'representation',
    'arguments',
    'how_generated',
    'features',
    'coverage',
    'timing',
    'metadata',
    'property',
    'run_start',
  ],
  properties: {
    type: { const: 'test_case' },
    status: { enum: ['passed', 'failed', 'gave_up'] },
    status_reason: { type: 'string' },
    representation: { type: 'string' },
    arguments: { type: 'object' },
    how_generated: { type: 'string' },
    features: { type: 'object' },
    coverage: {
      type: ['object', 'null'],
      additionalProperties: { type: 'array', items: { type: 'integer', minimum: 1 }, uniqueItems: true },
    },
    timing: { type: 'object', additionalProperties: { type: 'number', minimum: 0 } },
    metadata: { type: 'object' },
    property: { type: 'string' },
    run_start: { type: 'number' },
  },
};

interface Line {
  readonly status: string;
  readonly status_reason: string;
  readonly how_generated: string;
  readonly property: string;
  readonly run_start: number;
  readonly representation: string;
  readonly features: Readonly<Record<string, unknown>>;
  readonly metadata: { readonly token: string | null };
}

async function observe(target: TargetReference, runs: number, jobs: number) {
  const file = join(mkdtempSync(join(tmpdir(), 'zoneproof-observe-')), 'runs.jsonl');
  writeFileSync(file, '');
  const plan = { layouts: [tiny], design: 'kernelcore', seed: 1, runs, operations: 30 } as const;
  const watching = { observed: { file, start: 1.5 }, jobs, stallMilliseconds: 1500 };
  const result = await campaignInWorker(plan, target, watching);
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line));
  const fits = new Ajv({ allowUnionTypes: true }).compile(TEST_CASE);
  for (const line of lines) {
    fits(line);
    expect(fits.errors ?? []).toEqual([]);
  }
  return { result, lines };
}

test.each([1, 2])('each run is a line, with %d threads', async (jobs) => {
  const { result, lines } = await observe({ kind: 'sound' }, 40, jobs);
  expect(result.runs).toBe(40);
  expect(lines).toHaveLength(40);
  const [first] = lines;
  expect(first).toMatchObject({
    status: 'passed',
    status_reason: '',
    run_start: 1.5,
    property: 'zoneproof under kernelcore',
  });
  expect(first?.features).toMatchObject({ layout: 'tiny', operations: 30, allocate: expect.any(Number) });
  const scenario = scenarioOfToken(first?.metadata.token ?? '', PRESETS);
  expect(operationCount(scenario.operations)).toBe(30);
  expect(first?.representation.split('\n')).toHaveLength(30);
});

test('a failure is a line as it was drawn, and one as it became minimal', async () => {
  const { result, lines } = await observe({ kind: 'fault', name: 'pin-stays-in-movable' }, 200, 1);
  expect(lines).toHaveLength(result.runs + 1);
  expect(lines.slice(0, -2).every(({ status }) => status === 'passed')).toBe(true);
  expect(lines.slice(-2).map(({ status, how_generated }) => [status, how_generated])).toEqual([
    ['failed', 'generated'],
    ['failed', 'made minimal'],
  ]);
  expect(lines.at(-1)?.status_reason).toMatch(/^INV-163: frame/);
  expect(lines.at(-1)?.metadata.token).toBe(result.violations[0]?.token);
});

test('a run that silenced the target is a line too', async () => {
  const file = fileURLToPath(new URL('../campaign/adversaries/loops.mjs', import.meta.url));
  const { lines } = await observe({ kind: 'module', file, written: 'loops.mjs' }, 50, 1);
  expect(lines.at(-1)).toMatchObject({
    status: 'failed',
    status_reason: expect.stringMatching(/^INV-0: the target did not answer/),
  });
  expect(lines.slice(0, -1).every(({ status }) => status === 'passed')).toBe(true);
});
