// biome-ignore lint/style/noRestrictedImports: where the package keeps the newer draft
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGN_NAMES, DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { scenarioArbitrary } from '../generate/scenarioArbitrary.ts';
import { InputError } from '../input/inputError.ts';
import { layoutSchema } from '../input/layoutSchema.ts';
import { PRESETS } from '../presets/index.ts';
import { readScenario } from '../scenario/readScenario.ts';
import { scenarioJson } from '../scenario/scenarioJson.ts';
import { jsonSchemaOf, publishedScenarioSchema } from './jsonSchema.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTuples: false });
const fits = { scenario: ajv.compile(jsonSchemaOf('scenario')), layout: ajv.compile(jsonSchemaOf('layout')) };

const PRESET = PRESETS['tiny-numa']!; // It exists.
const whole = {
  ...PRESET,
  origin: 'a test',
  reserved: [{ start: 0, end: 2, why: 'firmware' }],
  cma: [{ start: 32, end: 40 }],
  distances: [[10, 20]],
  boot: { kernelcore: 'mirror', movablecore: '10%', movableNode: true, kdump: false },
  tuning: {
    minFreePages: 4,
    movableMinPages: [1, 2],
    lowmemReserveRatio: [1, 2, 3],
    watermarkScaleFactor: 10,
  },
};
const sample = (layout: unknown) => ({
  zoneproof: 'scenario',
  version: 1,
  layout,
  design: 'kernelcore',
  operations: [
    { kind: 'allocate', order: 0, class: 'user', owner: 1, node: 0, cpu: 0 },
    { kind: 'pin', of: 0, term: 'long' },
    { kind: 'online', block: 1, to: 'movable' },
    { kind: 'free', of: 0, cpu: 1 },
  ],
});

/** A value with each of its parts replaced by something else in turn, taken away, or joined by a stranger. */
function* mutants(value: unknown): Generator<unknown> {
  for (const other of [null, -1, 1.5, 1e12, true, '', 'x', '10%', [], {}]) yield other;
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (let place = 0; place < value.length; place++) {
      for (const inner of mutants(value[place])) yield value.with(place, inner);
      yield value.toSpliced(place, 1);
    }
    return;
  }
  yield { ...value, stranger: 1 };
  for (const [key, inner] of Object.entries(value)) {
    const { [key]: _, ...rest } = value as Record<string, unknown>;
    yield rest;
    for (const mutant of mutants(inner)) yield { ...value, [key]: mutant };
  }
}

describe('the published schema', () => {
  test('of a scenario fits every scenario that is written, with whole layouts and by name', () => {
    for (const preset of ['tiny', 'tiny-numa', 'small-atomic'])
      for (const name of DESIGN_NAMES) {
        const layout = PRESETS[preset]!; // They exist.
        const map = memoryMapOf(layout, DESIGNS[name]);
        const scenarios = scenarioArbitrary({
          map,
          design: DESIGNS[name],
          target: soundTarget,
          operations: 200,
        });
        for (const scenario of fc.sample(scenarios, { numRuns: 3, seed: 1 })) {
          const json = JSON.parse(JSON.stringify(scenarioJson(scenario)));
          for (const candidate of [json, { ...json, layout: { ...layout } }]) {
            fits.scenario(candidate);
            expect(fits.scenario.errors ?? []).toEqual([]);
          }
        }
      }
  });

  test('of a layout fits every preset', () => {
    for (const preset of Object.values(PRESETS)) {
      fits.layout(preset);
      expect(fits.layout.errors ?? []).toEqual([]);
    }
  });

  test('of a layout says what the reader says, whatever is wrong', () => {
    const said = [...mutants(whole)].map((mutant) => [
      fits.layout(mutant),
      layoutSchema.safeParse(mutant).success,
    ]);
    expect(said.filter(([ours, theirs]) => ours !== theirs)).toEqual([]);
    expect(said.length).toBeGreaterThan(500);
    expect(said.some(([ours]) => ours)).toBe(true);
  });

  test('of a scenario says what the reader says, whatever is wrong', () => {
    const all = [...mutants(sample('tiny')), ...mutants(sample(whole))];
    const different = all.filter(
      (mutant) => fits.scenario(mutant) !== publishedScenarioSchema.safeParse(mutant).success,
    );
    expect(different).toEqual([]);
    // The schema refuses nothing that the reader takes; the reader also counts and compares numbers.
    for (const mutant of all)
      if (!fits.scenario(mutant)) expect(() => readScenario(mutant, 'x')).toThrow(InputError);
  });

  test('has a name, a title and a version of JSON Schema', () => {
    expect(jsonSchemaOf('result')).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:zoneproof:result:1',
      title: expect.any(String),
      description: expect.any(String),
    });
  });
});
