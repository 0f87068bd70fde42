import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that mutants are made of. */
export const PARTS = ['impl', 'spec', 'model'] as const;

export type Part = (typeof PARTS)[number];

/** The sources of a part, or its tests, from the top of the project. */
export const filesOf = (root: string, part: Part, kind: 'source' | 'test'): string[] =>
  readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .map((name) => `${part}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && name.endsWith('.test.ts') === (kind === 'test'))
    .filter((name) => kind === 'test' || !name.includes('/testing/'))
    .toSorted();

/** Text of the module that exports what judges a part: the suite itself, or the tests beside its files. */
export function entryOf(root: string, part: Part, by: 'suite' | 'tests'): string {
  const at = (path: string): string => JSON.stringify(join(root, path));
  const head = `export { activate, passed } from ${at('bench/stryker/active.ts')};\n`;
  if (by === 'tests') {
    const tests = filesOf(root, part, 'test').map((file) => `import ${at(file)};\n`);
    return `${head}export { noticers } from 'vitest';\n${tests.join('')}`;
  }
  const judge = part === 'impl' ? 'campaigns' : 'oracle';
  return `${head}export { noticers } from ${at(`bench/stryker/judges/${judge}.ts`)};\n`;
}
