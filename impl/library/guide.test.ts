import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a module as a reader of the guide would, against the built package. */
const run = (...words: string[]): string =>
  execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8', timeout: 30_000 });

test('the example tells its story', () => {
  expect(run('docs/examples/use-allocator.mjs').split('\n')).toEqual([
    'Normal: 2048 pages free, 90 of them for those who cannot wait',
    'Movable: 2048 pages free, 32 of them for those who cannot wait',
    'a page table in the mirror, a buffer in ZONE_MOVABLE',
    'the block went offline: 1 allocation moved, in one piece',
    'request 1001 still has 2 pages',
    'INVALID: free each block once, and forget it then',
    'the same again: true',
    '',
  ]);
});

const guide = readFileSync(join(root, 'docs', 'guides', 'use-the-allocator.md'), 'utf8');
const blocks = [...guide.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);

test('the guide has code to run', () => {
  expect(blocks).toHaveLength(5);
});

test.each(blocks)('the guide runs: %#', (code) => {
  const promised = [...code.matchAll(/^\s*\/\/ (free\(.*)$|console\.log\(.*\); \/\/ (.*)$/gm)];
  const expected = promised.map(([, error, output]) => `${error ?? output}\n`).join('');
  expect(run('--input-type=module', '--eval', code)).toBe(expected);
});
