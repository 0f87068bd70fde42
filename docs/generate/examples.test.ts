import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { sourcesOf } from './rule/mentions.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Example {
  readonly place: string;
  readonly code: string;
}

/** What doc comments show as code that stands alone: it imports the package by its name. */
const EXAMPLES: readonly Example[] = ['spec', 'model', 'impl', 'properties', 'cli']
  .flatMap(sourcesOf)
  .flatMap((file) => {
    const written = readFileSync(join(ROOT, file), 'utf8');
    const blocks = [...written.matchAll(/^ *\* ```(?:ts|js)\n((?: *\*.*\n)*?) *\* ```/gm)];
    return blocks.map(([, block = ''], place) => ({
      place: `${file}, example ${place + 1}`,
      code: block.replace(/^ *\* ?/gm, ''),
    }));
  })
  .filter(({ code }) => /from 'zoneproof/.test(code));

/** A project in which the package is installed. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zoneproof-examples-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/zoneproof'), 'junction');
  return folder;
}

test('there are examples', () => expect(EXAMPLES.length).toBeGreaterThanOrEqual(4));

describe.each(EXAMPLES)('$place', ({ code }) => {
  const folder = project();

  test('is right by its types', () => {
    const file = join(folder, 'example.mts');
    writeFileSync(file, code);
    const program = ts.createProgram([file], {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    });
    const wrong = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    // What an example names beside the package is the reader's own: `map`, `target`, `URL`.
    expect(
      wrong.filter((message) => !/^Cannot find name|^Property 'url' does not exist/.test(message)),
    ).toEqual([]);
  });

  test.skipIf(code.includes('zoneproof/vitest'))('does what it says', () => {
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    writeFileSync(join(folder, 'example.mjs'), outputText);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['example.mjs'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect([stderr, status]).toEqual(['', 0]);
    const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.+)/g)].map(([, said]) => said);
    expect(stdout.trim().split('\n').filter(Boolean)).toEqual(promised);
  });
});
