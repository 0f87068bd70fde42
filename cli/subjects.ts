import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TargetReference } from '../properties/campaign/targetReference.ts';
import type { Fault } from '../properties/faults/index.ts';
import { InputError, showValue } from '../properties/input/inputError.ts';
import { PRESETS } from '../properties/presets/index.ts';
import type { DesignName } from '../spec/designs/design.ts';
import type { Layout } from '../spec/layout/layout.ts';
import { readTextFile } from './files.ts';

/** The layout of a preset's name or of a file. */
export async function layoutOf(name: string): Promise<Layout> {
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  if (preset !== undefined) return preset;
  const text = readTextFile(name, '--layout', `a layout file or one of ${Object.keys(PRESETS).join(', ')}`);
  const { readLayoutText } = await import('../properties/input/readLayout.ts'); // zod takes a while to load.
  return readLayoutText(text, name);
}

/** The layouts of a list of names; reports and tokens tell them apart by name. */
export async function layoutsOf(names: readonly string[]): Promise<Layout[]> {
  const layouts = await Promise.all(names.map(layoutOf));
  const twice = layouts.find(
    (layout, index) => layouts.findIndex(({ name }) => name === layout.name) < index,
  );
  if (twice === undefined && layouts.length > 0) return layouts;
  if (twice === undefined)
    throw new InputError({ place: '--layout', expected: 'a layout', found: 'none', remedy: '--layout tiny' });
  const [expected, found] = ['layouts with different names', `${showValue(twice.name)} twice`];
  throw new InputError({ place: '--layout', expected, found, remedy: 'name each layout once' });
}

/** Which files layouts were read from, by their names: what was named on the command line and is no preset. */
export const layoutFiles = (
  names: readonly string[],
  layouts: readonly Layout[],
): ReadonlyMap<string, string> =>
  new Map(
    names.flatMap((name, place) => {
      const layout = layouts[place];
      return layout === undefined || Object.hasOwn(PRESETS, name) ? [] : [[layout.name, name]];
    }),
  );

/** The options that say which allocator to check. */
export interface TargetOptions {
  readonly target?: string;
  readonly fault?: string;
}

/** The design to check under if none is named: one under which a seeded fault shows, or what Linux merged. */
export async function designOf({ fault }: TargetOptions): Promise<DesignName> {
  return fault === undefined ? 'kernelcore' : (await seededFault(fault)).design;
}

/** The seeded fault of that name, or that plants the real bug of that number. */
export async function seededFault(name: string, place = '--fault'): Promise<Fault> {
  const { faultNamed } = await import('../properties/faults/faultNamed.ts');
  const fault = faultNamed(name);
  if (fault !== undefined) return fault;
  const expected = 'the name or number of a seeded fault';
  throw new InputError({ place, expected, found: showValue(name), remedy: 'zoneproof list' });
}

/** Which allocator `--target` and `--fault` name; without either, the one that comes with zoneproof. */
export function targetOf(options: TargetOptions): TargetReference {
  const reference = referenceOf(options);
  if (reference.kind !== 'module' || existsSync(reference.file)) return reference;
  const expected = 'the file of an ES module that exports `target`';
  const found = `${showValue(reference.written)}, which does not exist`;
  throw new InputError({ place: '--target', expected, found, remedy: 'give its path from this directory' });
}

/** The same for an allocator that need not be here: reports are also made where it never ran. */
export function referenceOf({ target, fault }: TargetOptions): TargetReference {
  if (target !== undefined && fault !== undefined) {
    const remedy = 'leave one out: a seeded fault is a target of its own';
    throw new InputError({ place: '--target and --fault', expected: 'one of them', found: 'both', remedy });
  }
  if (fault !== undefined) return { kind: 'fault', name: fault };
  if (target === undefined || target === 'sound') return { kind: 'sound' };
  return { kind: 'module', file: resolve(target), written: target };
}
