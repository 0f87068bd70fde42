import type { Layout } from '../../spec/layout/layout.ts';
import { layoutFaultOf } from '../../spec/layout/layoutFault.ts';
import { InputError, showValue } from './inputError.ts';
import { layoutSchema } from './layoutSchema.ts';

/**
 * Makes sure that a value, such as parsed JSON, is a layout that everything else can rely on, and returns it. `source` names
 * where it came from, for messages. Throws InputError at the first fault, naming source and field path.
 */
export function readLayout(value: unknown, source: string): Layout {
  const parsed = layoutSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    const expected = expectationOf(issue);
    throw new InputError({
      place: placeOf(source, path),
      expected,
      found: showValue(valueAt(value, path)),
      remedy: 'correct this field, or start from one of the presets',
    });
  }
  const layout = parsed.data as Layout; // The schema states the same type; only its readonly marks are missing.
  const fault = layoutFaultOf(layout);
  if (fault !== undefined) throw new InputError({ ...fault, place: placeOf(source, fault.path) });
  return layout;
}

/** Reads a layout from JSON text. Throws InputError if the text is no JSON or no layout. */
export function readLayoutText(text: string, source: string): Layout {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(
      { place: source, expected: 'JSON', found, remedy: 'check quotes and commas' },
      { cause },
    );
  }
  return readLayout(value, source);
}

/** `layout.json: ranges[3].end`. */
export function placeOf(source: string, path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return steps === '' ? source : `${source}: ${steps.replace(/^\./, '')}`;
}

function expectationOf(
  issue: { code?: string; message: string; keys?: readonly string[] } | undefined,
): string {
  if (issue?.code === 'unrecognized_keys') return `no field named ${issue.keys?.join(', ')}`;
  return issue?.message ?? 'a layout';
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
