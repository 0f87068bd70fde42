import { describe, expect, test } from 'vitest';
import { InputError } from '../../properties/input/inputError.ts';
import { PRESETS } from '../../properties/presets/index.ts';
import { readScenario } from '../../properties/scenario/readScenario.ts';
import { scenarioJson, scenarioText } from '../../properties/scenario/scenarioJson.ts';
import { jsonSchemaOf } from '../../properties/schemas/jsonSchema.ts';
import { EXAMPLES } from './examples.ts';
import { readLink } from './link.ts';
import { readScenarioText } from './readScenarioText.ts';
import type { JsonSchema } from './schemaFault.ts';

const schema = jsonSchemaOf('scenario') as JsonSchema; // It is one.
const { scenario } = readLink(EXAMPLES[1]!.token, null);
const json = scenarioJson(scenario);

describe('the text of a scenario', () => {
  test('is read as on a command line, with its machine by name or whole', () => {
    for (const layout of Object.values(PRESETS).filter(({ name }) => name.startsWith('tiny')))
      for (const name of [layout.name, 'mine']) {
        const whole = { ...scenario, layout: name === 'mine' ? { ...layout, name } : layout };
        expect(readScenarioText(scenarioText(whole), schema)).toEqual(whole);
      }
  });

  const wrong: [what: unknown, sentence: string][] = [
    [null, 'scenario: expected an object'],
    [{ ...json, version: 2 }, 'scenario: version: expected 1; '],
    [{ ...json, extra: 1 }, 'scenario: expected no field named extra; '],
    [{ ...json, design: 'raid' }, 'scenario: design: expected one of none, full, '],
    [
      { ...json, operations: [{ kind: 'melt' }] },
      'scenario: operations[0]: expected an operation, its kind one of allocate, ',
    ],
    [
      { ...json, operations: [{ kind: 'offline', block: -1 }] },
      'operations[0].block: expected a number from 0 to ',
    ],
    [{ ...json, operations: [{ kind: 'offline' }] }, 'operations[0]: expected a field named block'],
    [
      { ...json, operations: [{ kind: 'offline', block: 9 }] },
      'operations[0].block: expected a memory block below 4, found 9',
    ],
    [
      { ...json, operations: [{ kind: 'free', of: 0, cpu: 0 }] },
      'operations[0].of: expected the place of an earlier allocate',
    ],
    [
      { ...json, layout: { ...scenario.layout, name: 'mine', cpus: 0 } },
      'layout.cpus: expected a number from 1 to ',
    ],
    [
      {
        ...json,
        layout: { ...scenario.layout, name: 'mine', ranges: [{ start: 9, end: 2, node: 0, mirrored: true }] },
      },
      'scenario: layout: ranges',
    ],
    [{ ...json, layout: 'linux-6.1-numa' }, 'scenario: layout: expected a machine of at most 4096 pages'],
  ];

  test.each(wrong)('%j is refused in one sentence, as a command line refuses it', (value, sentence) => {
    const read = () => readScenarioText(JSON.stringify(value), schema);
    expect(read).toThrow(InputError);
    expect(read).toThrow(sentence);
    const isTooLarge = (value as { layout?: unknown } | null)?.layout === 'linux-6.1-numa';
    if (!isTooLarge) expect(() => readScenario(value, 'bug.json')).toThrow(InputError);
  });

  test('that is no JSON is refused', () => {
    expect(() => readScenarioText('{"zoneproof', schema)).toThrow('or the JSON of a scenario');
  });
});
