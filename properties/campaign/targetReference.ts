import { pathToFileURL } from 'node:url';
import type { Target } from '../../spec/allocator.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { InputError, showValue } from '../input/inputError.ts';

/** Which allocator to check, as data: a target itself cannot travel to another thread. */
export type TargetReference =
  | { readonly kind: 'sound' }
  | { readonly kind: 'fault'; readonly name: string }
  /** `file` is an absolute path; `written` is how the user named it. */
  | { readonly kind: 'module'; readonly file: string; readonly written: string };

/** How the user named the target. */
export function writtenName(reference: TargetReference): string {
  if (reference.kind === 'sound') return 'sound';
  return reference.kind === 'fault' ? reference.name : reference.written;
}

/** Loads the allocator that a reference names. Throws InputError where there is none. */
export async function loadTarget(reference: TargetReference): Promise<Target> {
  if (reference.kind === 'sound') return (await import('../../impl/index.ts')).soundTarget;
  if (reference.kind === 'fault') return faultTarget(reference.name);
  return targetOfModule(reference.written, await importModule(reference));
}

async function faultTarget(name: string): Promise<Target> {
  const { FAULTS } = await import('../faults/index.ts');
  const { faultNamed } = await import('../faults/faultNamed.ts');
  const fault = faultNamed(name);
  if (fault !== undefined) return fault.target;
  const remedy = `name one of ${Object.keys(FAULTS).join(', ')}`;
  throw new InputError({ place: '--fault', expected: 'a seeded fault', found: showValue(name), remedy });
}

async function importModule(reference: {
  readonly file: string;
  readonly written: string;
}): Promise<unknown> {
  try {
    return await import(pathToFileURL(reference.file).href);
  } catch (cause) {
    const found = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    const remedy = 'run it with node alone to see what it needs';
    const expected = 'an ES module that loads';
    throw new InputError({ place: `--target ${reference.written}`, expected, found, remedy }, { cause });
  }
}

type Complain = (field: string, expected: string, value: unknown) => InputError;

const FLAGS = [
  'keepsWatermarks',
  'groupsByMobility',
  'reportsCache',
  'reportsNotifiers',
  'reportsClearing',
] as const satisfies readonly (keyof Target)[];

/** Checks what a module exports before anything calls it; `written` is how the user named the module. */
export function targetOfModule(written: string, module: unknown): Target {
  const complain: Complain = (field, expected, value) => {
    const place = `--target ${written}: ${field}`;
    const remedy = 'export an object `target` with `name` and `boot(map, design, effects)`';
    return new InputError({ place, expected, found: showValue(value), remedy });
  };
  const target = (module as { target?: unknown } | null)?.target;
  if (typeof target !== 'object' || target === null) throw complain('target', 'an exported object', target);
  const fields = target as Partial<Record<keyof Target, unknown>>;
  if (typeof fields.name !== 'string' || fields.name === '')
    throw complain('target.name', 'a short text', fields.name);
  if (typeof fields.boot !== 'function') throw complain('target.boot', 'a function', fields.boot);
  if (fields.operations !== undefined) requireKinds(fields.operations, complain);
  for (const flag of FLAGS) {
    const value = fields[flag];
    if (value !== undefined && typeof value !== 'boolean')
      throw complain(`target.${flag}`, 'true, false or nothing', value);
  }
  const most = fields.cachedPagesAtMost;
  if (most !== undefined && !(Number.isInteger(most) && (most as number) >= 0))
    throw complain('target.cachedPagesAtMost', 'a whole number of pages, or nothing', most);
  return target as Target; // Every field was looked at above.
}

function requireKinds(operations: unknown, complain: Complain): void {
  const expected = `a list out of ${OPERATION_KINDS.join(', ')}`;
  if (!Array.isArray(operations)) throw complain('target.operations', expected, operations);
  const known: readonly unknown[] = OPERATION_KINDS;
  const strange = operations.findIndex((kind) => !known.includes(kind));
  if (strange >= 0) throw complain(`target.operations[${strange}]`, expected, operations[strange]);
  if (!operations.includes('allocate'))
    throw complain('target.operations', `${expected}, with allocate`, operations);
}
