import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { Noticer } from '../noticer.ts';

/** What a bundle exports. */
export interface Built {
  readonly noticers: readonly Noticer[];
  readonly activate: (mutant: number) => void;
  readonly passed: Uint8Array;
}

/** Evaluates a bundle with a mutant alive from the start, or with none. */
export type Evaluate = (mutant?: number) => Built;

const REQUIRED = /\brequire\("([^"]+)"\)/g;

/**
 * Compiles a bundle once, so that evaluating it anew costs what its modules do while they are loaded, and no process. Nothing that
 * one evaluation changes is seen by the next: they share the packages from outside alone.
 *
 * @param file a bundle in the format of CommonJS
 */
export async function evaluatorOf(file: string): Promise<Evaluate> {
  const text = readFileSync(file, 'utf8');
  const packages = new Map<string, unknown>();
  for (const [, name = ''] of text.matchAll(REQUIRED)) packages.set(name, await import(name));
  const script = new Script(`(function (exports, require) {${text}\n})`, { filename: file });
  const scope = globalThis as { zoneproofMutant?: number; zoneproofSound?: Map<string, unknown> };
  scope.zoneproofSound = new Map();
  return (mutant) => {
    if (mutant === undefined) delete scope.zoneproofMutant;
    else scope.zoneproofMutant = mutant;
    const exports = {};
    script.runInThisContext()(exports, (name: string) => packages.get(name));
    return exports as Built; // What entries export.
  };
}
