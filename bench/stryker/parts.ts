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

/** Tests elsewhere that are about what a part says, since it is read there: folders, or files. */
const BESIDES: Readonly<Record<Part, readonly string[]>> = {
  impl: [],
  spec: [
    'model',
    ...[
      'input/readLayout',
      'presets/presets',
      'requirements/requirements',
      'run/stateOf',
      'scenario/argumentEnds',
    ].map((name) => `properties/${name}.test.ts`),
  ],
  model: ['properties/run/stateOf.test.ts'],
};

const testsOf = (root: string, place: string): string[] =>
  place.endsWith('.ts') ? [place] : filesOf(root, place as Part, 'test'); // A folder is a part.

/** Text of the module that exports what judges a part: the suite itself, or tests, perhaps only what has a word in its name. */
export function entryOf(root: string, part: Part, by: 'suite' | 'tests', word = ''): string {
  const at = (path: string): string => JSON.stringify(join(root, path));
  const head = `export { activate, passed } from ${at('bench/stryker/active.ts')};\n`;
  if (by === 'tests') {
    const files = [part, ...BESIDES[part]]
      .flatMap((place) => testsOf(root, place))
      .filter((file) => file.includes(word));
    const tests = files.map((file) => `import ${at(file)};\n`);
    return `${head}export { noticers } from 'vitest';\n${tests.join('')}`;
  }
  const judge = part === 'impl' ? 'campaigns' : 'oracle';
  const all = `import { noticers as all } from ${at(`bench/stryker/judges/${judge}.ts`)};\n`;
  return `${head}${all}export const noticers = all.filter(({ name }) => name.includes(${JSON.stringify(word)}));\n`;
}
