import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * The law of the house: who may import whom. The reference and the optimized allocator never meet outside
 * `properties`, because an oracle that shares code with what it judges judges nothing.
 *
 * Project references let a build output, the package's own name and transitive references through, and the
 * linter does not see `import('...')` in a type. This test reads every import of every source file.
 */
const folders: Record<
  string,
  { imports: readonly string[]; packages: readonly string[] | 'runtime' | 'any' }
> = {
  spec: { imports: [], packages: [] },
  model: { imports: ['spec'], packages: ['xstate'] },
  impl: { imports: ['spec'], packages: [] },
  properties: { imports: ['spec', 'model', 'impl'], packages: 'runtime' },
  cli: { imports: ['spec', 'properties'], packages: 'runtime' },
  bench: { imports: ['spec', 'model', 'impl', 'properties'], packages: 'any' },
  docs: { imports: ['spec', 'model', 'properties'], packages: 'any' },
};

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies, peerDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Record<'dependencies' | 'peerDependencies', Record<string, string>>;

/** What an import names; `undefined` when it is computed at run time. */
type Specifier = { text: string | undefined; url: boolean };

function specifiers(source: ts.SourceFile): Specifier[] {
  const found: Specifier[] = source.referencedFiles.map((file) => ({ text: file.fileName, url: true }));
  const add = (node: ts.Node | undefined, url = false): void => {
    if (node) found.push({ text: ts.isStringLiteralLike(node) ? node.text : undefined, url });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument);
    else if (ts.isCallExpression(node)) {
      const callee = node.expression;
      const name = callee.getText(source);
      if (callee.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
      else if (['require', 'require.resolve', 'import.meta.resolve'].includes(name)) add(node.arguments[0]);
    } else if (ts.isNewExpression(node) && node.expression.getText(source) === 'URL' && node.arguments?.[1]) {
      // A worker is loaded by URL; a computed URL is reported as what its string literals name.
      const literals = (part: ts.Node): void => {
        if (ts.isStringLiteralLike(part)) add(part, true);
        else ts.forEachChild(part, literals);
      };
      literals(node.arguments[0] as ts.Node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The packages a file may import: what is shipped depends on what is installed with it; its tests on more. */
function packagesFor(law: readonly string[] | 'runtime' | 'any', isTest: boolean): readonly string[] | 'any' {
  if (law === 'any' || (law === 'runtime' && isTest)) return 'any';
  if (law === 'runtime') return [...Object.keys({ ...dependencies, ...peerDependencies }), 'node:*'];
  return isTest ? [...law, 'vitest', 'node:*'] : law;
}

/** The complaints about one file; `file` is its path from the root of the repository, with slashes. */
function complaints(file: string, text: string): string[] {
  const from = file.split('/')[0] as string;
  const law = folders[from];
  if (!law) return [`${file}: no law for the folder ${from}`];
  const isTest = file.endsWith('.test.ts');
  const closed = law.packages !== 'runtime' && law.packages !== 'any';
  const packages = packagesFor(law.packages, isTest);
  const out: string[] = [];
  for (const { text: target, url } of specifiers(
    ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true),
  )) {
    const complain = (why: string): number =>
      out.push(`${file}: imports ${target ?? 'a computed name'}: ${why}`);
    if (target === undefined) {
      if (closed) complain(`${from} names its imports`);
    } else if (target.startsWith('.')) {
      const parts = posix.join(posix.dirname(file), target).split('/');
      if (parts[0] === 'dist' && !url) complain('a build output goes around the wall');
      else {
        const to = parts[0] === 'dist' ? parts[1] : parts[0];
        // A plain file at the top (package.json) is no folder of the house.
        if (parts.length === 1 && to !== '..' && folders[to as string] === undefined) continue;
        if (to !== from && !law.imports.includes(to as string)) complain(`${from} never imports ${to}`);
      }
    } else if (url) {
      if (/^(\/|file:)/.test(target)) complain('an absolute path goes around the wall');
    } else if (/^(\/|file:|data:)/.test(target)) complain('an absolute path goes around the wall');
    else if (target.startsWith('#')) complain('an alias goes around the wall');
    else if (/^zoneproof(\/|$)/.test(target)) complain("the package's own name goes around the wall");
    else if (packages !== 'any') {
      const name = target.startsWith('node:')
        ? 'node:*'
        : target.split('/', target.startsWith('@') ? 2 : 1).join('/');
      if (!packages.includes(name)) complain(`${from} does not depend on ${name}`);
    }
  }
  return out;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

describe('the arrows between the folders', () => {
  const files = Object.keys(folders).flatMap((folder) => {
    try {
      return sources(join(root, folder));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });

  it('finds the sources of every part', () => {
    for (const folder of ['spec', 'model', 'impl', 'properties', 'cli', 'bench']) {
      expect(files.filter((file) => dirname(file).split('/')[0] === folder)).not.toEqual([]);
    }
  });

  it('hold in every source file', () => {
    expect(files.flatMap((file) => complaints(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it('are the references of the TypeScript projects, and nothing more', () => {
    for (const [folder, law] of Object.entries(folders)) {
      const { config } = ts.readConfigFile(join(root, folder, 'tsconfig.json'), ts.sys.readFile);
      const paths = (config.references as { path: string }[]).map((reference) => reference.path);
      expect(paths, folder).toEqual(law.imports.map((name) => `../${name}`));
    }
  });
});

describe('the check of the arrows', () => {
  const own = 'zone' + 'proof';
  const legal: [string, string][] = [
    ['spec/a.ts', "import { b } from './b.ts';"],
    ['spec/invariants/a.ts', "import type { b } from '../pages/b.ts';"],
    ['spec/a.test.ts', "import { it } from 'vitest'; import { readFileSync } from 'node:fs';"],
    ['model/page/a.ts', "import { b } from '../../spec/b.ts'; import { setup } from 'xstate';"],
    ['impl/a.ts', "import { b } from '../spec/b.ts';"],
    ['impl/a.ts', "const text = 'import x from ../model/b.ts'; // import '../model/b.ts'"],
    ['properties/a.ts', "import '../impl/b.ts'; import '../model/b.ts'; import fc from 'fast-check';"],
    ['properties/a.test.ts', "import ts from 'typescript';"],
    ['properties/a.ts', "new Worker(new URL(built ? './worker.js' : '../dist/properties/worker.js', here));"],
    ['cli/a.ts', "import { b } from '../properties/index.ts'; const target = await import(path);"],
    ['cli/a.ts', "const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');"],
    ['bench/a.ts', "import '../impl/b.ts'; import '../model/b.ts';"],
  ];
  const illegal: [string, string, string][] = [
    ['spec/a.ts', "import { b } from '../model/b.ts';", 'spec never imports model'],
    ['spec/a.ts', "import { z } from 'zod';", 'spec does not depend on zod'],
    ['spec/a.ts', "import { readFileSync } from 'node:fs';", 'spec does not depend on node:*'],
    ['model/a.ts', "import { b } from '../impl/b.ts';", 'model never imports impl'],
    ['model/deep/a.ts', "export * from '../../impl/b.ts';", 'model never imports impl'],
    ['model/a.ts', "import fc from 'fast-check';", 'model does not depend on fast-check'],
    ['impl/a.ts', "import type { b } from '../model/b.ts';", 'impl never imports model'],
    ['impl/a.test.ts', "import { b } from '../model/b.ts';", 'impl never imports model'],
    ['impl/a.ts', "export { b } from '../model/b.ts';", 'impl never imports model'],
    ['impl/a.ts', "const b = await import('../model/b.ts');", 'impl never imports model'],
    ['impl/a.ts', "type B = import('../model/b.ts').B;", 'impl never imports model'],
    ['impl/a.ts', "import b = require('../model/b.ts');", 'impl never imports model'],
    ['impl/a.ts', "const b = require('../model/b.ts');", 'impl never imports model'],
    ['impl/a.ts', "new Worker(new URL('../dist/model/b.js', import.meta.url));", 'impl never imports model'],
    ['impl/a.ts', "/// <reference path='../model/b.ts' />", 'impl never imports model'],
    ['impl/a.ts', "import './deep/../../model/b.ts';", 'impl never imports model'],
    ['impl/a.ts', 'const b = await import(name);', 'impl names its imports'],
    ['impl/a.ts', "import '../dist/model/b.js';", 'a build output goes around the wall'],
    ['impl/a.ts', `import '${own}/model';`, "the package's own name goes around the wall"],
    ['impl/a.ts', "import '#model/b.js';", 'an alias goes around the wall'],
    ['impl/a.ts', "import '/model/b.js';", 'an absolute path goes around the wall'],
    ['impl/a.ts', "import { setup } from 'xstate';", 'impl does not depend on xstate'],
    ['impl/a.ts', "import '@scope/name/deep';", 'impl does not depend on @scope/name'],
    ['properties/a.ts', "import '../cli/main.ts';", 'properties never imports cli'],
    ['properties/a.ts', `import '${own}';`, "the package's own name goes around the wall"],
    ['properties/a.ts', "import ts from 'typescript';", 'properties does not depend on typescript'],
    ['cli/a.ts', "import '../model/b.ts';", 'cli never imports model'],
    ['cli/a.ts', "import '../impl/b.ts';", 'cli never imports impl'],
    ['docs/a.ts', "import '../impl/b.ts';", 'docs never imports impl'],
    ['spec/a.ts', "import '../../elsewhere/b.ts';", 'spec never imports ..'],
    ['stray/a.ts', '', 'no law for the folder stray'],
  ];

  it.each(legal)('%s may say %s', (file, text) => {
    expect(complaints(file, text)).toEqual([]);
  });

  it.each(illegal)('%s may not say %s', (file, text, why) => {
    expect(complaints(file, text)).toEqual([expect.stringContaining(why)]);
  });
});
