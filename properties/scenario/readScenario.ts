import type { Layout } from '../../spec/layout/layout.ts';
import { InputError, showValue } from '../input/inputError.ts';
import { placeOf, readLayout } from '../input/readLayout.ts';
import { PRESETS } from '../presets/index.ts';
import { checkOperations } from './checkOperations.ts';
import type { Scenario } from './scenario.ts';
import { scenarioFileSchema } from './scenarioFile.ts';
import { wordsOf } from './wordsOf.ts';

/**
 * A scenario out of parsed JSON.
 *
 * @param file its name, for messages
 * @throws InputError naming the first field that is wrong
 */
export function readScenario(value: unknown, file: string): Scenario {
  const { data, error } = scenarioFileSchema.safeParse(value);
  if (error) throw faultOf(error.issues[0], value, file);
  const layout = layoutOf(data.layout, file);
  checkOperations(data.operations, layout, `${file}: operations`);
  return { layout, design: data.design, operations: wordsOf(data.operations) };
}

function layoutOf(value: string | Record<string, unknown>, file: string): Layout {
  if (typeof value !== 'string') return readLayout(value, `${file}: layout`);
  const preset = Object.hasOwn(PRESETS, value) ? PRESETS[value] : undefined;
  if (preset) return preset;
  throw new InputError({
    place: `${file}: layout`,
    expected: `a whole layout or one of ${Object.keys(PRESETS).join(', ')}`,
    found: showValue(value),
    remedy: 'write the layout itself into the scenario',
  });
}

interface Issue {
  readonly code?: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

/** The first thing the schema did not like, as one sentence. */
function faultOf(issue: Issue | undefined, value: unknown, file: string): InputError {
  const path = issue?.path ?? [];
  const unknownKeys = issue?.code === 'unrecognized_keys' ? issue.keys : undefined;
  return new InputError({
    place: placeOf(file, path),
    expected: unknownKeys ? `no field named ${unknownKeys.join(', ')}` : (issue?.message ?? 'a scenario'),
    found: showValue(valueAt(value, path)),
    remedy: 'correct this field, or start from a scenario that zoneproof wrote',
  });
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
