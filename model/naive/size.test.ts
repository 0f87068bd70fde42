import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('.', import.meta.url);
const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** What the reference of ten operations takes; decision 8 says why not less. */
const MOST_LINES = 765;

test('the naive reference stays small', () => {
  const lines = sources.map((name) => textOf(name).split('\n').length - 1);
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(MOST_LINES);
});

test('the naive reference imports the specification and itself', () => {
  const imports = sources.flatMap((name) =>
    [...textOf(name).matchAll(/from '([^']+)'/g)].map(([, from]) => from),
  );
  expect(imports.filter((from) => !/^(\.\/\w+\.ts|\.\.\/\.\.\/spec\/[\w/]+\.ts)$/.test(from!))).toEqual([]);
  expect(imports.length).toBeGreaterThan(0);
});
